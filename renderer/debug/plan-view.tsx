import type { ReactElement } from 'react';

import { toAppError, type DebugPlan } from '../../preload/contract/index.ts';
import { Busy, DiffView, ErrorNotice, InertText, KubectlLine, Notice } from '../ui/index.ts';
import { CheckList } from './check-list.tsx';

export interface PlanViewProps {
  readonly plan: DebugPlan | undefined;
  readonly error: Error | null;
  readonly isPlanning: boolean;
  readonly onRetry: () => void;
}

/** What will happen, before it does. */
export function PlanView({ plan, error, isPlanning, onRetry }: PlanViewProps): ReactElement {
  if (error !== null) {
    return (
      <ErrorNotice
        title="The plan could not be made."
        fact={toAppError(error).message}
        actions={[{ id: 'retry', title: 'Try again', onPress: onRetry }]}
      />
    );
  }
  if (plan === undefined) return <Busy what="Asking the cluster what is allowed, and for a dry run" />;
  return (
    <div className="debug-plan" aria-busy={isPlanning} data-stale={isPlanning ? '' : undefined}>
      {plan.refusal === undefined ? undefined : (
        <ErrorNotice title="The cluster would refuse this." fact={plan.refusal.message} />
      )}
      {plan.warnings.length === 0 ? undefined : (
        <Notice state="waiting" title="The cluster warns">
          <ul>
            {plan.warnings.map((warning) => (
              <li key={warning}>
                <InertText text={warning} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <section>
        <h3>Can it work?</h3>
        <CheckList checks={plan.checks} />
      </section>
      {plan.effects.length === 0 ? undefined : (
        <section>
          <h3>What the container gets</h3>
          <ul className="debug-effects">
            {plan.effects.map((effect) => (
              <li key={effect}>{effect}</li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>What changes in the pod</h3>
        <DiffView
          label="spec.ephemeralContainers, before and after"
          before={plan.before}
          after={plan.after}
          context={2}
        />
      </section>
      <section>
        <h3>The same with kubectl</h3>
        <KubectlLine command={plan.kubectl} />
      </section>
    </div>
  );
}
