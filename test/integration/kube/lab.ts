/** The cluster of KUBECONFIG as this folder's tests use it. */
import { type ClusterAccess, type CredentialDescription } from '../../../main/kube/index.ts';
import { type Kubectl, kubectlFor } from '../../support/kubectl.ts';

interface MinifiedConfig {
  readonly clusters: readonly {
    readonly cluster: { readonly server: string; readonly 'certificate-authority-data': string };
  }[];
  readonly users: readonly {
    readonly user: {
      readonly token?: string;
      readonly 'client-certificate-data'?: string;
      readonly 'client-key-data'?: string;
    };
  }[];
}

const decode = (base64 = ''): string => Buffer.from(base64, 'base64').toString('utf8');

export function labKubectl(context?: string): Kubectl {
  const kubeconfig = process.env['KUBECONFIG'];
  if (kubeconfig === undefined) throw new Error('KUBECONFIG names no cluster to test against.');
  return kubectlFor(kubeconfig, context ?? 'kube-lab-1');
}

/** What kubectl itself reads of its context. */
export async function labAccess(kubectl: Kubectl): Promise<ClusterAccess> {
  const json = await kubectl('config', 'view', '--raw', '--minify', '-o', 'json');
  const config = JSON.parse(json) as MinifiedConfig;
  const cluster = config.clusters[0]?.cluster;
  const user = config.users[0]?.user;
  if (cluster === undefined || user === undefined) throw new Error('The context is not complete.');
  const credential: CredentialDescription =
    user.token === undefined
      ? {
          kind: 'clientCertificate',
          certificate: decode(user['client-certificate-data']),
          key: decode(user['client-key-data']),
        }
      : { kind: 'token', token: user.token };
  return {
    context: kubectl.context,
    server: cluster.server,
    kubeNamespace: 'default',
    tls: { ca: decode(cluster['certificate-authority-data']), insecure: false },
    credential,
  };
}
