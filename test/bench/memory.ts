/** Resident memory of a process and its children is what a person's machine gives up; the core is one process. */
import { readFile } from 'node:fs/promises';

/** Resident bytes of one process; Linux only. */
export async function residentBytes(pid: number, what: 'VmRSS' | 'VmHWM' = 'VmRSS'): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  const kibibytes = new RegExp(`^${what}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  if (kibibytes === undefined) throw new Error(`/proc/${String(pid)}/status names no ${what}.`);
  return Number(kibibytes) * 1024;
}
