/** The line below the name, and what the badge says. Pure. */
import type { RecordingIndex, RecordingOverview } from '../../preload/contract/index.ts';
import { formatBytes, type State } from '../ui/index.ts';
import { formatCount, formatSpan } from './format-figures.ts';

export function overviewFacts(overview: RecordingOverview): readonly string[] {
  const { index, jvm, heap, gc, cpus, events } = overview;
  const limit = overview.container.find(({ label }) => /memory limit/i.test(label))?.value;
  const used = heap.usedBytes ?? heap.committedBytes;
  const facts: readonly (string | undefined)[] = [
    jvm.mainClass === undefined
      ? formatSpan(index.durationMs)
      : `${formatSpan(index.durationMs)} of ${shortClass(jvm.mainClass)}`,
    jvmWords(jvm.name, jvm.version),
    gc.young,
    used === undefined
      ? undefined
      : `heap ${formatBytes(used)}${heap.maxBytes === undefined ? '' : ` of ${formatBytes(heap.maxBytes)}`}`,
    cpus === undefined ? undefined : `${cpus} ${cpus === 1 ? 'CPU' : 'CPUs'}`,
    limit === undefined || limit === 'none' ? undefined : `container limit ${limit}`,
    // Before the first chunk has been read nobody knows.
    events === 0 && !overview.complete ? undefined : `${formatCount(events)} events`,
    `${formatBytes(index.sizeBytes)} in ${index.chunkCount === 1 ? '1 chunk' : `${formatCount(index.chunkCount)} chunks`}`,
  ];
  return facts.filter((fact) => fact !== undefined);
}

/** JVMs write a sentence about their build where only the version is asked for; it stands whole among the facts. */
function jvmWords(name: string | undefined, version: string | undefined): string | undefined {
  const short = /\((?:\w+ )?(\d[\w.+-]*)\) for /.exec(version ?? '')?.[1] ?? version;
  const words = [name, short].filter((word) => word !== undefined && word !== '').join(' ');
  return words === '' ? undefined : words;
}

/** Without its package, and without the arguments that some JVMs write behind it. */
function shortClass(mainClass: string): string {
  const [name = mainClass] = mainClass.split(' ');
  return name.includes('/') ? (name.split('/').at(-1) ?? name) : (name.split('.').at(-1) ?? name);
}

export function stateWords(
  index: RecordingIndex,
  following?: { readonly isOn: boolean },
): { readonly state: State; readonly title: string; readonly hint: string } | undefined {
  switch (index.state) {
    case 'whole':
      return index.problems.length === 0
        ? undefined
        : { state: 'waiting', title: 'damaged', hint: 'Parts of it could not be read.' };
    case 'growing':
      return {
        state: following?.isOn === true ? 'good' : 'waiting',
        title: following?.isOn === true ? 'growing' : 'not finished',
        hint:
          following?.isOn === true
            ? 'The JVM has not finished it; it is read again as it grows.'
            : 'The JVM had not finished it: its last part is what was written so far.',
      };
    case 'cut':
      return {
        state: 'waiting',
        title: 'cut off',
        hint: 'The file ends before its last chunk does; what is before the cut is shown.',
      };
    case 'unreadable':
      return { state: 'bad', title: 'unreadable', hint: 'No chunk of it can be read.' };
  }
}
