/** Builds kubeconfigs as text. */
import { stringify } from 'yaml';

/** Form and nothing else: no key belongs to it. */
export const PEM = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
export const PEM_DATA = Buffer.from(PEM).toString('base64');

export interface KubeconfigParts {
  readonly name: string;
  readonly cluster?: Readonly<Record<string, unknown>>;
  readonly user?: Readonly<Record<string, unknown>>;
  readonly context?: Readonly<Record<string, unknown>>;
}

export function kubeconfig({ name, cluster, user, context }: KubeconfigParts): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [{ name, cluster: cluster ?? { server: 'https://127.0.0.1:6443' } }],
    users: [{ name, user: user ?? { token: 'secret-token' } }],
    contexts: [{ name, context: context ?? { cluster: name, user: name } }],
  });
}

export function execUser(exec: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { exec: { apiVersion: 'client.authentication.k8s.io/v1', interactiveMode: 'Never', ...exec } };
}
