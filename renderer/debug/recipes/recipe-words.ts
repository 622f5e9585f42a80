import type { Recipe } from '../../../preload/contract/index.ts';
import { GOAL_TITLES } from '../goal-words.ts';

/** One line that tells recipes apart. */
export function recipeFacts({ wishes, goal, context }: Recipe): string {
  const { image, profile, runAsUser } = wishes;
  return [
    image,
    runAsUser === undefined ? profile : `${profile} as user ${runAsUser}`,
    ...(goal === undefined ? [] : [GOAL_TITLES[goal].toLowerCase().replace('jvm', 'JVM')]),
    ...(context === undefined ? [] : [`only on ${context}`]),
  ].join(' · ');
}

export const GOAL_OPTIONS = [
  { id: '', title: 'No goal in particular' },
  ...Object.entries(GOAL_TITLES).map(([id, title]) => ({ id, title })),
];
