import type { ManifestChange } from '../../../preload/contract/index.ts';
import type { State } from '../../ui/index.ts';

type Action = ManifestChange['action'];

const PLANNED: Readonly<Record<Action, string>> = {
  create: 'will be created',
  configure: 'will be changed',
  unchanged: 'stays as it is',
  delete: 'will be deleted',
  absent: 'does not exist',
};

const DONE: Readonly<Record<Action, string>> = {
  create: 'created',
  configure: 'changed',
  unchanged: 'unchanged',
  delete: 'deleted',
  absent: 'did not exist',
};

export function changeWords({ action, problem }: ManifestChange, tense: 'planned' | 'done'): string {
  if (problem !== undefined) return 'refused';
  return tense === 'planned' ? PLANNED[action] : DONE[action];
}

export function changeState({ action, problem }: ManifestChange): State | undefined {
  if (problem !== undefined) return 'bad';
  if (action === 'create') return 'good';
  return action === 'configure' || action === 'delete' ? 'waiting' : undefined;
}

/** `1 will be created, 2 stay as they are`: what a person has to agree to, in one line. */
export function planSummary(changes: readonly ManifestChange[]): string {
  const count = (...actions: readonly Action[]): number =>
    changes.filter(({ action, problem }) => problem === undefined && actions.includes(action)).length;
  const refused = changes.filter(({ problem }) => problem !== undefined).length;
  const parts: readonly (readonly [number, string])[] = [
    [count('create'), 'to create'],
    [count('configure'), 'to change'],
    [count('delete'), 'to delete'],
    [count('unchanged'), 'unchanged'],
    [count('absent'), 'absent'],
    [refused, 'refused'],
  ];
  return parts
    .filter(([number]) => number > 0)
    .map(([number, words]) => `${number} ${words}`)
    .join(', ');
}

/** Why the plan cannot be carried out, if so. */
export function planObstacle(changes: readonly ManifestChange[]): string | undefined {
  if (changes.some(({ problem }) => problem !== undefined))
    return 'One of the objects is refused: see above. Nothing is applied by halves.';
  const isIdle = changes.every(({ action }) => action === 'unchanged' || action === 'absent');
  return isIdle ? 'There is nothing to do.' : undefined;
}
