/** A cluster on the same machine takes its cores from the window, which one elsewhere does not. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/**
 * Holds every process that names this folder in its command line, and what those start from now on, to the machine's first
 * core. `undefined` where there is none, or no second core; otherwise lets them go again. Linux only, with `taskset`.
 */
export function holdToOneCore(folder: string): (() => void) | undefined {
  const processes = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && commandLine(name).includes(`${folder}/`),
  );
  if (processes.length === 0 || availableParallelism() < 2) return undefined;
  const all = `0-${String(availableParallelism() - 1)}`;
  for (const id of processes) setCores(id, '0');
  return () => {
    for (const id of processes) setCores(id, all);
  };
}

function commandLine(id: string): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** With all its threads. One that has ended meanwhile needs nothing. */
function setCores(id: string, cores: string): void {
  spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, id]);
}
