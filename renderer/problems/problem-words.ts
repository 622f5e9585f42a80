/** Every error code as a sentence, with the fact behind it and, where there is one, the next thing to do. */
import type { ErrorCode, ErrorData, ErrorForm } from '../../preload/contract/index.ts';
import { formatBytes } from '../ui/index.ts';

export interface ProblemWords {
  readonly title: string;
  /** Word for word as it came. */
  readonly fact?: string;
  readonly remedy?: string;
}

type Words = { readonly title: string; readonly remedy?: string };
/** A code that is not here: its message is a sentence of ours already. */
type Table = { readonly [Code in ErrorCode]?: (data: ErrorData[Code]) => Words };

const TABLE: Table = {
  DISCONNECTED: () => ({ title: 'The connection to the app’s core was lost.' }),
  TIMEOUT: ({ afterMs }) => ({ title: `No answer came within ${Math.round(afterMs / 1000)} s.` }),
  KUBECONFIG_INVALID: ({ entry }) => ({
    title: entry === undefined ? 'This kubeconfig cannot be used.' : `The kubeconfig’s entry ${entry} cannot be used.`,
    remedy: 'Correct the file; the app notices by itself.',
  }),
  CONTEXT_NOT_FOUND: ({ context }) => ({
    title: `No kubeconfig has a context ${context}.`,
    remedy: 'Choose another context, or open the kubeconfig that has it.',
  }),
  UNREACHABLE: ({ server, status }) =>
    status === undefined
      ? {
          title: `The cluster at ${server} does not answer.`,
          remedy: 'Check the network, VPN and proxy.',
        }
      : {
          title: `The cluster at ${server} answers with an error of its own (${status}).`,
          remedy: 'It often passes. If it stays, whoever runs the cluster has to look at its control plane.',
        },
  TLS: ({ server }) => ({
    title: `The certificate of ${server} is not trusted.`,
    remedy:
      'Check certificate-authority-data in the kubeconfig, and whether something in between opens TLS connections.',
  }),
  UNAUTHENTICATED: () => ({
    title: 'The cluster does not know you: the credentials were refused.',
    remedy: 'They may have expired. Sign in again, then reconnect.',
  }),
  CREDENTIAL_PLUGIN_FAILED: ({ command, installHint }) => ({
    title: `The credential plug-in ${command} failed.`,
    remedy: installHint ?? 'Run it in a terminal to see what it needs, then reconnect.',
  }),
  FORBIDDEN: (data) => ({
    title: `You may not ${forbiddenWords(data)}.`,
    remedy: 'Ask whoever runs the cluster for a role with this right.',
  }),
  NOT_FOUND: ({ resource, name }) => ({
    title:
      resource === undefined
        ? 'It is not there, or no longer.'
        : `${[resource, name].filter(Boolean).join(' ')} does not exist, or no longer.`,
  }),
  CONFLICT: () => ({
    title: 'Someone else changed it at the same time.',
    remedy: 'Look at what it is now, then try again.',
  }),
  INVALID: () => ({ title: 'The cluster refuses this as invalid.' }),
  ADMISSION_DENIED: ({ policy }) => ({
    title: policy === undefined ? 'A policy of the cluster forbids this.' : `The policy ${policy} forbids this.`,
  }),
  THROTTLED: ({ retryAfterSeconds }) => ({
    title: 'The cluster has too much to do.',
    remedy: retryAfterSeconds === undefined ? 'Try again in a moment.' : `It asks to wait ${retryAfterSeconds} s.`,
  }),
  UNSUPPORTED: ({ feature, version }) => ({
    title: version === undefined ? `The cluster has no ${feature}.` : `Kubernetes ${version} has no ${feature}.`,
  }),
  DISK_FULL: ({ here, freeBytes, neededBytes }) => ({
    title: here ? 'The disk of this machine is full.' : 'There is not enough space in the container.',
    remedy: `${neededBytes === undefined ? '' : `${formatBytes(neededBytes)} are needed, `}${formatBytes(freeBytes)} are free.`,
  }),
  MANIFEST_INVALID: (place) => ({ title: `The manifest cannot be read${placeWords(place)}.` }),
  INTERNAL: () => ({
    title: 'Something went wrong in the app itself.',
    remedy: 'Please report it, with the words below.',
  }),
};

export function problemWords(error: ErrorForm): ProblemWords {
  const words = tableWords(error);
  if (words === undefined) return { title: error.message, ...factOf(error, '') };
  return { ...words, ...factOf(error, error.message) };
}

function tableWords<Code extends ErrorCode>(error: ErrorForm<Code>): Words | undefined {
  const entry: ((data: ErrorData[Code]) => Words) | undefined = TABLE[error.code];
  return entry?.(error.data);
}

function factOf({ code, data, cause }: ErrorForm, message: string): { readonly fact?: string } {
  const stderr = code === 'CREDENTIAL_PLUGIN_FAILED' && 'stderr' in data ? data.stderr : undefined;
  const fact = [message, stderr, cause === message ? undefined : cause].filter(Boolean).join('\n');
  return fact === '' ? {} : { fact };
}

function forbiddenWords({ verb, resource, subresource, kubeNamespace }: ErrorData['FORBIDDEN']): string {
  if (verb === undefined || resource === undefined) return 'do this';
  const what = subresource === undefined ? resource : `${resource}/${subresource}`;
  return `${verb} ${what}${kubeNamespace === undefined ? '' : ` in ${kubeNamespace}`}`;
}

function placeWords({ line, column, document }: ErrorData['MANIFEST_INVALID']): string {
  if (line !== undefined) return ` at line ${line}${column === undefined ? '' : `, column ${column}`}`;
  return document === undefined ? '' : ` in document ${document}`;
}
