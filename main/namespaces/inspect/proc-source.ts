import type { Told } from '../../../preload/contract/namespaces.ts';

/** Files of /proc/PID that an inspection reads. */
export type ProcFile = 'environ' | 'limits' | `net/${'tcp' | 'tcp6' | 'udp' | 'udp6' | 'unix'}`;

export interface RawOpenFile {
  readonly number: number;
  readonly opens: 'read' | 'write' | 'both' | 'none';
  readonly target: Uint8Array;
}

/** One process, through whatever may look at it. */
export interface ProcSource {
  readonly files: ReadonlyMap<ProcFile, Told<Uint8Array>>;
  readonly openFiles: Told<readonly RawOpenFile[]>;
  /** The first of `SHELLS` that its image has. */
  readonly shell?: string;
}

/** Of one file of /proc: more is cut. */
export const PROC_FILE_LIMIT = 1024 * 1024;
export const OPEN_FILES_LIMIT = 1000;
export const SHELLS = ['/bin/bash', '/bin/sh', '/bin/ash', '/busybox/sh'] as const;

export function refused(what: string): { readonly told: false; readonly reason: 'refused'; readonly message: string } {
  return {
    told: false,
    reason: 'refused',
    message: `The kernel refuses to tell ${what}: it takes the process’s own user and group, or SYS_PTRACE (profile general or sysadmin).`,
  };
}
