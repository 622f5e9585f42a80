import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement } from 'react';

import type { DebugPhase, DebugRequest, PodDetail, PodRef } from '../../preload/contract/index.ts';
import { useIsAttached, useTerminals } from '../terminals/index.ts';
import { Button, KubectlLine, Notice } from '../ui/index.ts';
import { initialForm, readForm, runningDebuggers } from './debug-form.ts';
import { GoalList } from './goal-list.tsx';
import { FormFields } from './form-fields.tsx';
import { isSettled } from './phase-words.ts';
import { PhasesView } from './phases-view.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { planProblems, refusalProblems } from './plan-problems.ts';
import { PlanView } from './plan-view.tsx';
import { useRecipes } from './recipes/use-recipes.ts';
import { useDebugImages } from './use-debug-images.ts';
import { useDebugPlan } from './use-debug-plan.ts';
import { useFollowed } from './use-followed.ts';
import { enteringCommand } from './wish-form.ts';
import './debug.css';

export interface DebugDialogProps {
  readonly pod: PodRef;
  readonly detail: PodDetail;
  readonly target: string | undefined;
  readonly image: string | undefined;
  readonly onClose: () => void;
}

export function DebugDialog({ pod, detail, target, image, onClose }: DebugDialogProps): ReactElement {
  const images = useDebugImages(pod.context);
  const { lastUsed, offered, remember } = useRecipes(pod.context);
  const terminals = useTerminals();
  const queries = useQueryClient();
  const [form, setForm] = useState(() =>
    initialForm(detail, image ?? images.first, target, image === undefined ? lastUsed : undefined),
  );
  const reading = readForm(pod, form);
  const request = 'request' in reading ? reading.request : undefined;
  const plan = useDebugPlan(request);
  const { started, start, reset } = useFollowed<DebugRequest, DebugPhase>(
    (api, made, signal) => api.debug.start(made, { signal }),
    (phase, made) => {
      if (phase.phase !== 'patched') return;
      // The name that the plan had chosen is taken now, here and in the pod's verdict.
      void queries.invalidateQueries({ queryKey: ['debug-plan'] });
      if (!made.attach) return;
      const container = { ...pod, container: phase.container, starting: true };
      terminals.open(
        made.keepAliveSeconds === undefined
          ? { kind: 'attach', ...container }
          : { kind: 'exec', ...container, command: [...enteringCommand(form)] },
      );
    },
  );
  const added = started?.phases.find((phase) => phase.phase === 'patched')?.container;
  const isAttached = useIsAttached(added === undefined ? undefined : { ...pod, container: added });
  useEffect(() => {
    if (!isAttached) return;
    // The prompt may come a second before the status says that the container runs: the terminal has the floor from here on.
    onClose();
    terminals.focus();
  }, [isAttached, onClose, terminals]);
  const existing = runningDebuggers(detail)[0];

  const add = (made: DebugRequest): void => {
    images.remember(made.image);
    remember(form.recipe);
    // Under the name that the plan has shown.
    start({ ...made, name: made.name ?? plan.data?.name });
  };
  const isOutdated = plan.isFetching && plan.isPlaceholderData;
  const said = { ...planProblems(plan.error), ...refusalProblems(plan.data?.refusal) };
  const problems = 'problems' in reading ? reading.problems : isOutdated ? {} : said;
  const isOver = started !== undefined && (started.error !== undefined || isSettled(started.phases));

  return (
    <PlanDialog
      scope={pod}
      subject={pod.pod}
      title="Add a debug container"
      startedTitle="Adding a debug container"
      footNote="It cannot be removed: it stays in the pod until the pod goes."
      startedNote={
        started !== undefined && started.phases.length > 0 && !isSettled(started.phases)
          ? 'Closing this does not stop the container.'
          : ''
      }
      confirm="Add debug container"
      problem={Object.values(problems)[0]}
      possible={plan.data?.possible}
      isPlanning={isOutdated}
      onConfirm={() => request && add(request)}
      onClose={onClose}
      fields={
        <>
          {existing === undefined ? undefined : (
            <Notice
              title={`${existing.name} already runs here.`}
              actions={
                <Button
                  size="small"
                  onPress={() => {
                    terminals.open({ kind: 'exec', ...pod, container: existing.name, command: ['sh'] });
                    onClose();
                    terminals.focus();
                  }}
                >
                  Open another shell in it
                </Button>
              }
            >
              Image {existing.image}
              {existing.target === undefined ? ', no target.' : `, target ${existing.target}.`}
            </Notice>
          )}
          <FormFields
            context={pod.context}
            detail={detail}
            form={form}
            onChange={setForm}
            images={images.all}
            problems={problems}
          />
        </>
      }
      plan={
        <PlanView
          plan={plan.data === undefined ? undefined : { ...plan.data, findings: plan.data.checks }}
          error={plan.error}
          isPlanning={plan.isFetching}
          onRetry={() => void plan.refetch()}
          effectsTitle="What the container gets"
          changeTitle="What changes in the pod"
          changeLabel="spec.ephemeralContainers, before and after"
        >
          {plan.data === undefined ? undefined : (
            <GoalList
              goals={plan.data.goals}
              wanted={offered.find(({ id }) => id === form.recipe)?.goal}
              onUse={({ profile, runAsUser }) => setForm({ ...form, profile, runAsUser })}
            />
          )}
        </PlanView>
      }
      progress={
        started === undefined ? undefined : (
          <>
            <PhasesView phases={started.phases} error={started.error} startedAt={started.startedAt} />
            {plan.data === undefined ? undefined : <KubectlLine command={plan.data.kubectl} />}
          </>
        )
      }
      startedActions={isOver ? <Button onPress={reset}>Change and try again</Button> : undefined}
    />
  );
}
