/** What a comparison has found, in words a person reads. Pure. */
import type {
  ComparedEntry,
  ComparedFacts,
  ComparedSide,
  ComparedVerdict,
  ComparisonPart,
  FileDifference,
  FileEntry,
  NotCompared,
} from '../../../preload/contract/index.ts';
import { formatBytes, type State } from '../../ui/index.ts';
import { modeText } from '../file-words.ts';

export const VERDICTS: readonly ComparedVerdict[] = ['onlyHere', 'onlyThere', 'different', 'unknown', 'same'];

const VERDICT_WORDS: Readonly<Record<ComparedVerdict, string>> = {
  onlyHere: 'only here',
  onlyThere: 'only there',
  different: 'differs',
  unknown: 'not compared',
  same: 'the same',
};

/** As in a difference of texts, where minus is here and plus is there. */
export const VERDICT_SIGNS: Readonly<Record<ComparedVerdict, string>> = {
  onlyHere: '−',
  onlyThere: '+',
  different: '≠',
  unknown: '?',
  same: '=',
};

export const VERDICT_STATES: Readonly<Record<ComparedVerdict, State | undefined>> = {
  onlyHere: 'bad',
  onlyThere: 'good',
  different: 'waiting',
  unknown: 'unknown',
  same: undefined,
};

const TYPE_WORDS: Readonly<Record<FileEntry['type'], string>> = {
  file: 'file',
  directory: 'folder',
  link: 'link',
  fifo: 'pipe',
  socket: 'socket',
  'character-device': 'device',
  'block-device': 'device',
  unknown: 'unknown',
};

const NOT_COMPARED_WORDS: Readonly<Record<NotCompared, string>> = {
  mount: 'Another file system: compare it by itself.',
  depth: 'Too deep: compare it by itself.',
  cut: 'There are more entries than the other side’s shell lists: it may be there.',
  entries: 'Not entered: there are too many entries.',
  bytes: 'Too much content was read already: compare it by itself.',
  device: 'The numbers of devices are not compared.',
  kernel: 'Made by the kernel while it is read.',
};

export function typeWord({ type }: Pick<FileEntry, 'type'>): string {
  return TYPE_WORDS[type];
}

/** `differs: mode, content`, with why what is missing was not compared. */
export function verdictText({ verdict, differences }: ComparedEntry): string {
  const words = VERDICT_WORDS[verdict];
  return differences.length === 0 ? words : `${words}: ${differences.join(', ')}`;
}

/** Why something of it was not compared, a sentence each. */
export function reasonsOf({ notCompared, problems = [] }: ComparedEntry): readonly string[] {
  return [
    ...(notCompared === undefined ? [] : [NOT_COMPARED_WORDS[notCompared]]),
    ...problems.map(({ side, error }) => `${side === 'here' ? 'Here' : 'There'}: ${error.message}`),
  ];
}

/** Of one side as much as tells the two apart. */
export function sideText(entry: ComparedEntry, side: ComparedSide): string {
  const facts = entry[side];
  if (facts === undefined) return '';
  const shown = entry.differences.map((difference) => differenceText(entry, facts, side, difference));
  if (shown.length > 0) return shown.join(' · ');
  if (facts.type === 'file') return formatBytes(facts.sizeBytes);
  return facts.linkTarget === undefined ? typeWord(facts) : `→ ${facts.linkTarget}`;
}

function differenceText(
  entry: ComparedEntry,
  facts: ComparedFacts,
  side: ComparedSide,
  difference: FileDifference,
): string {
  switch (difference) {
    case 'type':
      return typeWord(facts);
    case 'mode':
      return modeText(facts);
    case 'owner':
      return `${String(facts.uid)}:${String(facts.gid)}`;
    case 'size':
      return formatBytes(facts.sizeBytes);
    case 'link':
      return `→ ${facts.linkTarget ?? ''}`;
    case 'content':
      return `${entry.sha256?.[side].slice(0, 8) ?? ''}…`;
  }
}

/** `2 only here, 1 only there, 12 differ, 3 not compared, 410 the same`. */
export function countsText(counts: ComparisonPart['counts']): string {
  return VERDICTS.map((verdict) => countText(counts, verdict)).join(', ');
}

export function countText(counts: ComparisonPart['counts'], verdict: ComparedVerdict): string {
  const count = counts[verdict];
  const words = verdict === 'different' && count !== 1 ? 'differ' : VERDICT_WORDS[verdict];
  return `${count.toLocaleString('en')} ${words}`;
}
