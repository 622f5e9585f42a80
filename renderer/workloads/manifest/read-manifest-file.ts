import { AppError } from '../../../preload/contract/index.ts';
import type { ManifestFile } from './manifest-request.ts';

/** What the core takes at most. */
const LIMIT_BYTES = 4 * 1024 * 1024;

/** A file the person gave to the page. `path` is shown in the kubectl line, where the host knows it. */
export async function readManifestFile(file: File, path: string | undefined): Promise<ManifestFile> {
  if (file.size > LIMIT_BYTES) {
    throw new AppError('TOO_LARGE', `${file.name} is larger than 4 MiB: that is no manifest a cluster would take.`, {
      limitBytes: LIMIT_BYTES,
      sizeBytes: file.size,
    });
  }
  return { name: path ?? file.name, text: await file.text() };
}

export function looksLikeManifest({ name }: File): boolean {
  return /\.(ya?ml|json)$/i.test(name);
}
