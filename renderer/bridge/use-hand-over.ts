import { useCallback, useState } from 'react';

import { toAppError, type AppError, type HandedFile } from '../../preload/contract/index.ts';
import { useApi, useHost } from './api.tsx';

export interface HandOver {
  /** Asks for a place, and puts it there. */
  saveAs(file: HandedFile): void;
  reveal(file: HandedFile): void;
  /** In the program that the system has for it. */
  open(file: HandedFile): void;
  /** In a program that the person chooses. */
  openWith(file: HandedFile): void;
  drag(files: readonly HandedFile[]): void;
  /** Why this host cannot do it, whatever the file. */
  readonly lacks: {
    readonly open: string | undefined;
    readonly openWith: string | undefined;
    readonly reveal: string | undefined;
    readonly saveAs: string | undefined;
    readonly drag: string | undefined;
  };
  attempt(work: Promise<unknown>): void;
  readonly problem: AppError | undefined;
  dismiss(): void;
}

const NO_PROGRAMS = 'A page cannot start other programs: download it, save it, and open it there.';
const NO_DIALOG = 'A page has no dialog for it: a copy can be downloaded where it was fetched.';
const NO_FOLDERS = 'A page cannot show folders of this machine.';

/** A file that is here, given to other programs of this machine. */
export function useHandOver(): HandOver {
  const api = useApi();
  const host = useHost();
  const [problem, setProblem] = useState<AppError>();
  const attempt = useCallback((work: Promise<unknown>): void => {
    setProblem(undefined);
    work.catch((error: unknown) => setProblem(toAppError(error)));
  }, []);
  return {
    saveAs: (file) => attempt(api.host.saveFile(file)),
    reveal: (file) => attempt(api.host.revealFile(file)),
    open: (file) => attempt(api.host.openFile(file)),
    openWith: (file) => attempt(api.host.openFileWith(file)),
    drag: (files) => attempt(api.host.dragFiles({ files: [...files] })),
    lacks: {
      open: host.has('openFile') ? undefined : NO_PROGRAMS,
      openWith: host.has('chooseProgram') ? undefined : NO_PROGRAMS,
      reveal: host.has('revealInFolder') ? undefined : NO_FOLDERS,
      saveAs: host.has('saveDialog') ? undefined : NO_DIALOG,
      drag: host.has('nativeDrag') ? undefined : NO_DIALOG,
    },
    attempt,
    problem,
    dismiss: () => setProblem(undefined),
  };
}
