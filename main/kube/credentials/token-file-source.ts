import { readFile } from 'node:fs/promises';

import { AppError } from '../../../preload/contract/errors.ts';
import { bearer, type Credential, type CredentialSource } from './credential.ts';

/** client-go reads a token file again after a minute at the latest; tokens of service accounts are replaced in place. */
const REREAD_AFTER_MS = 60_000;

export function tokenFileSource(
  file: string,
  context: string,
  now = (): number => performance.now(),
): CredentialSource {
  let read: { readonly credential: Credential; readonly at: number } | undefined;

  async function readAgain(): Promise<Credential> {
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      const message = `The token file ${file} of context "${context}" cannot be read.`;
      throw new AppError('KUBECONFIG_INVALID', message, { file, entry: context }, { cause: error });
    }
    const fresh = bearer(text.trim(), context);
    // The same token keeps its identity, so that a rejected one is known again.
    const known = read?.credential;
    const credential = known !== undefined && known.authorization === fresh.authorization ? known : fresh;
    read = { credential, at: now() };
    return credential;
  }

  return {
    current: () => {
      if (read !== undefined && now() - read.at < REREAD_AFTER_MS) return Promise.resolve(read.credential);
      return readAgain();
    },
    reject: (credential) => {
      if (read?.credential === credential) read = { credential, at: Number.NEGATIVE_INFINITY };
      return true;
    },
    dispose: () => {
      read = undefined;
    },
  };
}
