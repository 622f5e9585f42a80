import type { ReactElement } from 'react';

import type { DebugGoal, GoalVerdict } from '../../preload/contract/index.ts';
import { Button, InertText, StateDot, type State } from '../ui/index.ts';

const TITLES: Readonly<Record<DebugGoal, string>> = {
  processes: 'Look at processes',
  files: 'Read its files',
  jvm: 'Attach to the JVM',
  trace: 'Trace system calls',
  capture: 'Capture packets',
};

const STATES: Readonly<Record<GoalVerdict['answer'], State>> = { can: 'good', limited: 'waiting', cannot: 'bad' };

export interface GoalListProps {
  readonly goals: readonly GoalVerdict[];
  /** Takes the plan with the least rights that reaches the goal over into the form. */
  readonly onUse?: (plan: NonNullable<GoalVerdict['plan']>) => void;
}

/** What can be reached in the pod, each with how little it needs. */
export function GoalList({ goals, onUse }: GoalListProps): ReactElement {
  return (
    <section>
      <h3>What can be reached, and with how little</h3>
      <ul className="debug-checks debug-goals">
        {goals.map(({ goal, answer, sentence, remedy, plan }) => (
          <li key={goal}>
            <StateDot state={STATES[answer]} label={answer} />
            <div>
              {TITLES[goal]}
              <span className="debug-goal-sentence">
                <InertText text={remedy === undefined ? sentence : `${sentence} ${remedy}`} />
              </span>
            </div>
            {plan === undefined || onUse === undefined ? undefined : (
              <Button size="small" variant="quiet" aria-label={`Plan for: ${TITLES[goal]}`} onPress={() => onUse(plan)}>
                Use
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
