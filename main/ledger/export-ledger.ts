/** The ledger as a text to hand on. Pure. */
import type { LedgerEntry } from '../../preload/contract/ledger.ts';
import type { LedgerRecord } from './ledger-record.ts';

export interface LedgerExport {
  readonly entries: readonly LedgerEntry[];
  readonly closed: readonly LedgerRecord[];
  readonly format: 'markdown' | 'json';
  readonly now: Date;
}

const KIND_WORDS: Readonly<Record<LedgerEntry['kind'], string>> = {
  debugContainer: 'Debug container',
  podCopy: 'Copy of a pod',
  nodePod: 'Pod on a node',
  sharedProcesses: 'Shared processes',
  file: 'File',
};

export function exportLedger({ entries, closed, format, now }: LedgerExport): { fileName: string; text: string } {
  const day = now.toISOString().slice(0, 10);
  const past = closed.map(({ original: _original, ...record }) => record);
  if (format === 'json') {
    const text = `${JSON.stringify({ at: now.toISOString(), open: entries, closed: past }, undefined, 2)}\n`;
    return { fileName: `kesako-ledger-${day}.json`, text };
  }
  const text = [
    `# What was left in clusters, ${now.toISOString()}`,
    '## Still there',
    ...(entries.length === 0 ? ['Nothing.'] : entries.map((entry) => section(entry, entry.state.state))),
    '## Taken back, or gone with its pod',
    ...(past.length === 0
      ? ['Nothing.']
      : past.map((record) => section(record, `${record.closed?.how ?? ''} ${record.closed?.at ?? ''}`))),
  ];
  return { fileName: `kesako-ledger-${day}.md`, text: `${text.join('\n\n')}\n` };
}

type Told = Pick<
  LedgerEntry,
  'kind' | 'context' | 'kubeNamespace' | 'pod' | 'name' | 'image' | 'by' | 'at' | 'expiresAt' | 'kubectl' | 'permanent'
>;

function section(told: Told, state: string): string {
  const facts = [
    `state: ${state}`,
    `where: ${told.context} / ${told.kubeNamespace} / ${told.pod}`,
    `when: ${told.at}, by ${told.by}`,
    ...(told.image === undefined ? [] : [`image: ${told.image}`]),
    ...(told.expiresAt === undefined ? [] : [`until: ${told.expiresAt}`]),
    ...(told.permanent === undefined ? [] : [told.permanent]),
  ];
  return `### ${KIND_WORDS[told.kind]} ${inline(told.name)}\n\n${facts.map((fact) => `- ${inline(fact)}`).join('\n')}\n\n${fenced(told.kubectl)}`;
}

/** Names come from clusters: none may become markup. */
function inline(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[\\`*_[\]<>|#]/g, (mark) => `\\${mark}`);
}

function fenced(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}sh\n${text.replaceAll(/[\r\n]+/g, ' ')}\n${fence}`;
}
