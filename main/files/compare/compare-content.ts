import type { ComparedEntry, ComparedSide } from '../../../preload/contract/file-comparison.ts';
import { AppError } from '../../../preload/contract/errors.ts';
import type { Fingerprint, SizedFile } from '../target-files.ts';
import { joinTargetPath } from '../target-path.ts';
import { problemOf, type ComparedPlace } from './compare-side.ts';

export type ContentAnswer = Pick<ComparedEntry, 'differences' | 'sha256' | 'problems'>;

/** A hash, or why there is none. */
type Answer = string | AppError;

/**
 * Files of the same names and sizes in two directories, by SHA-256 computed where they are. A file that has another size by now, or
 * is not the same before and after, has changed and is not judged.
 */
export async function compareContents(
  here: ComparedPlace,
  there: ComparedPlace,
  files: readonly SizedFile[],
  signal: AbortSignal,
): Promise<readonly ContentAnswer[]> {
  const answers = await Promise.all([hashesOf(here, files, signal), hashesOf(there, files, signal)]);
  return files.map((_, index) => judge(answers[0][index], answers[1][index]));
}

export type FilesAnswer = ContentAnswer & { readonly sizeBytes?: number };

/** The two files that a comparison begins with: their names may differ, and a link is followed to what it leads to. */
export async function compareFiles(
  here: ComparedPlace,
  there: ComparedPlace,
  signal: AbortSignal,
): Promise<FilesAnswer> {
  const sizes = await Promise.all([sizeOf(here, signal), sizeOf(there, signal)]);
  const [size, otherSize] = sizes;
  if (size instanceof AppError || otherSize instanceof AppError) {
    return { differences: [], problems: [...problem('here', size), ...problem('there', otherSize)] };
  }
  if (size !== otherSize) return { differences: ['size'] };
  const hashOf = async ({ files, file }: ComparedPlace): Promise<Answer | undefined> => {
    const end = file.path.lastIndexOf('/');
    const directory = { files, file: { ...file, path: file.path.slice(0, end + 1) } };
    return (await hashesOf(directory, [{ name: file.path.slice(end + 1), sizeBytes: size }], signal))[0];
  };
  const [hashHere, hashThere] = await Promise.all([hashOf(here), hashOf(there)]);
  return { ...judge(hashHere, hashThere), sizeBytes: size };
}

function judge(here: Answer | undefined, there: Answer | undefined): ContentAnswer {
  if (typeof here === 'string' && typeof there === 'string') {
    return { differences: here === there ? [] : ['content'], sha256: { here, there } };
  }
  return { differences: [], problems: [...problem('here', here), ...problem('there', there)] };
}

function problem(side: ComparedSide, from: Answer | number | undefined): NonNullable<ContentAnswer['problems']> {
  return from instanceof AppError ? [{ side, error: from.toForm() }] : [];
}

async function sizeOf(place: ComparedPlace, signal: AbortSignal): Promise<number | AppError> {
  try {
    const { type, sizeBytes } = await place.files.state(place.file, signal);
    return type === 'file' ? sizeBytes : changed(place.file.path);
  } catch (error) {
    return problemOf(place, error, signal);
  }
}

async function hashesOf(
  place: ComparedPlace,
  files: readonly SizedFile[],
  signal: AbortSignal,
): Promise<readonly Answer[]> {
  try {
    const found = await place.files.fingerprints(place.file, files, signal);
    const lost = found.find((answer) => answer instanceof AppError && answer.code === 'PATH_NOT_FOUND');
    if (lost !== undefined) await problemOf(place, lost, signal);
    return files.map(({ name }, index) => answerOf(place, name, found[index]));
  } catch (error) {
    const reason = await problemOf(place, error, signal);
    return files.map(() => reason);
  }
}

function answerOf({ file }: ComparedPlace, name: string, found: Fingerprint | AppError | undefined): Answer {
  if (found instanceof AppError) return found;
  if (found?.isSteady !== true) return changed(joinTargetPath(file.path, name));
  if (found.sha256 !== undefined) return found.sha256;
  const message = `The content was not compared: the image of ${file.container} has no sha256sum.`;
  return new AppError('TOOL_MISSING', message, { tool: 'sha256sum' });
}

function changed(path: string): AppError {
  return new AppError('FILE_CHANGED', `${path} changed while it was compared.`, { path });
}
