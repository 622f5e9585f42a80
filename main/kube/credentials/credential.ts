import { AppError } from '../../../preload/contract/errors.ts';

/** What proves who we are; compared by identity when a server rejects it. Never logged. */
export interface Credential {
  readonly authorization?: string;
  readonly clientCertificate?: { readonly certificate: string; readonly key: string };
}

export interface CredentialSource {
  current(signal?: AbortSignal): Promise<Credential>;
  /** The server did not accept it; `true` if the next `current` may give another one. */
  reject(credential: Credential): boolean;
  dispose(): void;
}

/** What a header cannot carry is refused here, where the message can name the cause without quoting the secret. */
export function bearer(token: string, context: string): Credential {
  if (!/^[\x21-\x7e]+$/.test(token)) {
    const message = `The token of context "${context}" is empty or has characters that a token cannot have.`;
    throw new AppError('KUBECONFIG_INVALID', message, { entry: context });
  }
  return { authorization: `Bearer ${token}` };
}
