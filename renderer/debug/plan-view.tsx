import type { ReactElement, ReactNode } from 'react';

import { toAppError, type ErrorForm } from '../../preload/contract/index.ts';
import { Busy, CodeBlock, DiffView, ErrorNotice, InertText, KubectlLine, Notice } from '../ui/index.ts';
import { CheckList, type Finding } from './check-list.tsx';

/** What every plan says, whatever it is of. */
export interface ShownPlan {
  readonly findings: readonly Finding[];
  readonly effects: readonly string[];
  readonly before: string;
  readonly after: string;
  readonly warnings: readonly string[];
  readonly refusal?: ErrorForm;
  readonly kubectl: string;
  /** Content of kubectl's custom file. */
  readonly custom?: string;
}

export interface PlanViewProps {
  readonly plan: ShownPlan | undefined;
  readonly error: Error | null;
  readonly isPlanning: boolean;
  readonly onRetry: () => void;
  /** Headings in this plan's own words. */
  readonly effectsTitle: string;
  readonly changeTitle: string;
  readonly changeLabel: string;
  /** Before the findings. */
  readonly children?: ReactNode;
}

/** What will happen, before it does. */
export function PlanView(props: PlanViewProps): ReactElement {
  const { plan, error, isPlanning, onRetry } = props;
  if (error !== null) {
    const { code, message } = toAppError(error);
    // Known without the server: nothing to be tried again.
    if (code === 'INVALID') return <ErrorNotice title="It cannot be done as it is wished." fact={message} />;
    return (
      <ErrorNotice
        title="The plan could not be made."
        fact={message}
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
        <Notice state="waiting" title="Warnings">
          <ul>
            {plan.warnings.map((warning) => (
              <li key={warning}>
                <InertText text={warning} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {props.children}
      <section>
        <h3>Can it work?</h3>
        <CheckList checks={plan.findings} />
      </section>
      {plan.effects.length === 0 ? undefined : (
        <section>
          <h3>{props.effectsTitle}</h3>
          <ul className="debug-effects">
            {plan.effects.map((effect) => (
              <li key={effect}>{effect}</li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{props.changeTitle}</h3>
        <DiffView label={props.changeLabel} before={plan.before} after={plan.after} context={2} />
      </section>
      <section>
        <h3>The same with kubectl</h3>
        <KubectlLine command={plan.kubectl} />
        {plan.custom === undefined ? undefined : <CodeBlock label="custom.json" text={plan.custom} />}
      </section>
    </div>
  );
}
