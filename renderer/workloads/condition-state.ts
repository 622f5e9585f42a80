import type { PodDetail } from '../../preload/contract/index.ts';
import type { State } from '../ui/index.ts';

/** Most conditions are good when true; these say that something is wrong, or about to be. */
const BAD_WHEN_TRUE: ReadonlySet<string> = new Set(['DisruptionTarget', 'PodResizePending']);
/** A pod that ran to its end is not ready, and that is well. */
const DONE = 'PodCompleted';

export function conditionState(condition: PodDetail['conditions'][number]): State {
  const { type, status, reason } = condition;
  if (status === 'Unknown') return 'unknown';
  const holds = status === 'True';
  if (BAD_WHEN_TRUE.has(type)) return holds ? 'bad' : 'good';
  if (holds) return 'good';
  return reason === DONE ? 'unknown' : 'waiting';
}
