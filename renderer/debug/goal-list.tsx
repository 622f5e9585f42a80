import type { ReactElement } from 'react';

import type { DebugGoal, GoalVerdict } from '../../preload/contract/index.ts';
import { GOAL_TITLES } from './goal-words.ts';
import { Button, InertText, StateDot, type State } from '../ui/index.ts';

const STATES: Readonly<Record<GoalVerdict['answer'], State>> = { can: 'good', limited: 'waiting', cannot: 'bad' };

export interface GoalListProps {
  readonly goals: readonly GoalVerdict[];
  /** What the chosen recipe is for. */
  readonly wanted?: DebugGoal | undefined;
  /** Takes the plan with the least rights that reaches the goal over into the form. */
  readonly onUse?: (plan: NonNullable<GoalVerdict['plan']>) => void;
}

/** What can be reached in the pod, each with how little it needs. */
export function GoalList({ goals, wanted, onUse }: GoalListProps): ReactElement {
  return (
    <section>
      <h3>What can be reached, and with how little</h3>
      <ul className="debug-checks debug-goals">
        {goals.map(({ goal, answer, sentence, remedy, plan }) => (
          <li key={goal} {...(goal === wanted ? { 'data-wanted': '' } : {})}>
            <StateDot state={STATES[answer]} label={answer} />
            <div>
              {GOAL_TITLES[goal]}
              {goal === wanted ? <span className="debug-goal-wanted">what the recipe is for</span> : undefined}
              <span className="debug-goal-sentence">
                <InertText text={remedy === undefined ? sentence : `${sentence} ${remedy}`} />
              </span>
            </div>
            {plan === undefined || onUse === undefined ? undefined : (
              <Button
                size="small"
                variant="quiet"
                aria-label={`Plan for: ${GOAL_TITLES[goal]}`}
                onPress={() => onUse(plan)}
              >
                Use
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
