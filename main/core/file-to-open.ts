/** A fetched file as another program may have it: never the proven one itself, and never one that would itself be run. */
import { constants, copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { AppError } from '../../preload/contract/index.ts';
import type { VerifiedFile } from './host-port.ts';

/** What one of the three systems runs when it is asked to open it. It comes from a container: nobody has asked for that. */
const RUN =
  /\.(?:app|appimage|application|appref-ms|bat|chm|cmd|com|command|cpl|desktop|dll|exe|gadget|hta|inf|jar|jnlp|jse?|lnk|msc|msh\w*|msi|msp|mst|pif|pkg|ps1\w*|ps2|psc\d|psd1|psm1|py[cowz]?|reg|run|scf|scpt|scptd|scr|sct|settingcontent-ms|sh|shb|terminal|tool|url|vb|vbe|vbs|vxd|webloc|workflow|ws[cfh]?|xbap)$/i;

export function wouldRun(fileName: string): boolean {
  // Windows drops dots and blanks at the end by itself, and then runs it.
  return RUN.test(fileName.replace(/[\s.]+$/, ''));
}

/** What the person saved is theirs to change; otherwise a copy beside the proven file, which goes when that is forgotten. */
export async function fileToOpen(
  { path, fileName, isFolder }: VerifiedFile,
  saved: string | undefined,
): Promise<string> {
  if (isFolder) throw new AppError('NOT_A_FILE', 'A folder is saved, not opened.', { path: fileName });
  if (wouldRun(saved ?? fileName)) {
    const message = `${fileName} is a program to this system, or to another one: opening it would run it. Save it instead.`;
    throw new AppError('PATH_DENIED', message, { path: fileName });
  }
  if (saved !== undefined) return saved;
  const folder = join(dirname(path), `${fileName}.opened`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  const copy = join(folder, fileName);
  await copyFile(path, copy, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  return copy;
}
