/**
 * One context of a kubeconfig, resolved: all that is needed to speak to one API server as one identity, and nothing that
 * belongs to another. It never changes; a changed kubeconfig gives a new description and a new connection, so that a
 * credential cannot reach a server it was not meant for.
 */

/** Certificates and keys are PEM text. */
export interface TlsSettings {
  /** Without it the system's own authorities decide. */
  readonly ca?: string;
  /** Name to check the server's certificate against, and to send as SNI, instead of the address's. */
  readonly serverName?: string;
  readonly insecure: boolean;
}

export interface Impersonation {
  readonly user: string;
  readonly uid?: string;
  readonly groups?: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

export interface ExecPluginCredential {
  readonly kind: 'exec';
  readonly apiVersion: 'client.authentication.k8s.io/v1' | 'client.authentication.k8s.io/v1beta1';
  /** A bare name is looked up in PATH; one with a separator is already resolved against the kubeconfig's directory. */
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly interactiveMode: 'Never' | 'IfAvailable' | 'Always';
  readonly provideClusterInfo: boolean;
  /** The cluster entry's extension `client.authentication.k8s.io/exec`, as JSON, handed to the plug-in when it asks. */
  readonly clusterExtension?: unknown;
  /** Where the plug-in runs; the kubeconfig's directory. */
  readonly directory?: string;
  readonly installHint?: string;
}

export type CredentialDescription =
  | { readonly kind: 'none' }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'tokenFile'; readonly file: string }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'clientCertificate'; readonly certificate: string; readonly key: string }
  | ExecPluginCredential;

export interface ClusterAccess {
  readonly context: string;
  /** Base address; may carry a path (`https://rancher.example/k8s/clusters/c-1`). */
  readonly server: string;
  /** The context's Kubernetes namespace, `default` if it names none. */
  readonly kubeNamespace: string;
  readonly tls: TlsSettings;
  /** `http:`, `https:` or `socks5:`; wins over the environment's proxies. */
  readonly proxyUrl?: string;
  readonly impersonate?: Impersonation;
  readonly disableCompression?: boolean;
  readonly credential: CredentialDescription;
}
