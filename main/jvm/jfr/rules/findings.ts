import type { Finding, Findings, Severity } from '../../../../preload/contract/index.ts';
import { collections } from '../answers/collections.ts';
import { hotMethods } from '../answers/hot-methods.ts';
import { overview } from '../answers/overview.ts';
import { scopeLength, type Scope } from '../answers/scope.ts';
import { truncatedStacks } from '../answers/truncated-stacks.ts';
import { weights } from '../answers/weights.ts';
import type { Recording } from '../recording.ts';
import { CPU_RULES } from './cpu-rules.ts';
import { GC_RULES } from './gc-rules.ts';
import { MEMORY_RULES } from './memory-rules.ts';
import { RECORDING_RULES } from './recording-rules.ts';
import type { Judged, Rule } from './rule.ts';
import { WAITING_RULES } from './waiting-rules.ts';

const RULES: readonly Rule[] = [...CPU_RULES, ...GC_RULES, ...MEMORY_RULES, ...WAITING_RULES, ...RECORDING_RULES];
const GRAVITY: Readonly<Record<Severity, number>> = { bad: 0, warning: 1, note: 2 };
const ROWS = 10;

/** What is unusual in this part of the recording, the worst first; and what every rule saw. */
export async function findings(recording: Recording, scope: Scope): Promise<Findings> {
  const judged = await judge(recording, scope);
  const outcomes = RULES.map((rule) => ({ rule, outcome: rule.check(judged) }));
  const found = outcomes.flatMap(({ rule: { rule, title }, outcome }): readonly Finding[] => {
    if (outcome.outcome !== 'found') return [];
    const { outcome: _, ...finding } = outcome;
    return [{ rule, title, ...finding }];
  });
  return {
    findings: found.sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity]),
    rules: outcomes.map(({ rule: { rule, title }, outcome }) => ({
      rule,
      title,
      outcome: outcome.outcome,
      reason: outcome.outcome === 'found' ? outcome.sentence : outcome.reason,
    })),
  };
}

async function judge(recording: Recording, scope: Scope): Promise<Judged> {
  const cpu = { ...scope, of: 'cpu', count: false } as const;
  const by = (of: 'allocation' | 'lock' | 'exceptions', group: 'class' | 'thread'): ReturnType<typeof weights> =>
    weights(recording, { ...scope, of, by: group, count: false, limit: ROWS });
  return {
    recording,
    scope,
    lengthMs: scopeLength(scope, recording.endNanos),
    overview: overview(recording, ''),
    gc: collections(recording, scope),
    hotMethods: await hotMethods(recording, { ...cpu, limit: ROWS }),
    truncatedStacks: await truncatedStacks(recording, cpu),
    allocationByClass: await by('allocation', 'class'),
    allocationByThread: await by('allocation', 'thread'),
    locks: await by('lock', 'class'),
    exceptions: await by('exceptions', 'class'),
  };
}
