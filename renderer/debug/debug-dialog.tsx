import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement } from 'react';

import type { DebugPhase, DebugRequest, PodDetail, PodRef } from '../../preload/contract/index.ts';
import { useContextLook } from '../contexts/index.ts';
import { useIsAttached, useTerminals } from '../terminals/index.ts';
import { Button, ContextChip, Dialog, KubectlLine, Notice, TextField } from '../ui/index.ts';
import { initialForm, readForm, runningDebuggers } from './debug-form.ts';
import { GoalList } from './goal-list.tsx';
import { FormFields } from './form-fields.tsx';
import { isSettled } from './phase-words.ts';
import { PhasesView } from './phases-view.tsx';
import { PlanView } from './plan-view.tsx';
import { useRecipes } from './recipes/use-recipes.ts';
import { startRefusal } from './start-refusal.ts';
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
  const look = useContextLook(pod.context);
  const terminals = useTerminals();
  const queries = useQueryClient();
  const [form, setForm] = useState(() =>
    initialForm(detail, image ?? images.first, target, image === undefined ? lastUsed : undefined),
  );
  const [typed, setTyped] = useState('');
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
  const refusal = startRefusal({
    problem: 'problems' in reading ? Object.values(reading.problems)[0] : undefined,
    possible: plan.data?.possible,
    isPlanning: plan.isFetching && plan.isPlaceholderData,
    untyped: look.isProtected && typed !== pod.context ? pod.context : undefined,
  });

  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="large"
      contextColor={look.color}
      title={started === undefined ? 'Add a debug container' : 'Adding a debug container'}
      subtitle={
        <>
          <ContextChip name={pod.context} color={look.color} /> ▸ {pod.kubeNamespace} ▸ {pod.pod}
        </>
      }
      footer={
        started === undefined ? (
          <>
            <span className="ui-dialog-footer-start debug-permanent">
              It cannot be removed: it stays in the pod until the pod goes.
            </span>
            <Button onPress={onClose}>Cancel</Button>
            <Button variant="primary" disabledReason={refusal} onPress={() => request && add(request)}>
              Add debug container
            </Button>
          </>
        ) : (
          <>
            <span className="ui-dialog-footer-start debug-permanent">
              {started.phases.length > 0 && !isSettled(started.phases)
                ? 'Closing this does not stop the container.'
                : ''}
            </span>
            {started.error !== undefined || (started.phases.length > 0 && isSettled(started.phases)) ? (
              <Button onPress={reset}>Change and try again</Button>
            ) : undefined}
            <Button onPress={onClose}>Close</Button>
          </>
        )
      }
    >
      {started === undefined ? (
        <div className="debug-dialog">
          <div className="debug-column">
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
              problems={'problems' in reading ? reading.problems : {}}
            />
            {look.isProtected ? (
              <TextField
                label={`This context is protected. Type ${pod.context} to go on.`}
                isMono
                value={typed}
                onChange={setTyped}
              />
            ) : undefined}
          </div>
          <div className="debug-column debug-column-plan">
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
          </div>
        </div>
      ) : (
        <>
          <PhasesView phases={started.phases} error={started.error} startedAt={started.startedAt} />
          {plan.data === undefined ? undefined : <KubectlLine command={plan.data.kubectl} />}
        </>
      )}
    </Dialog>
  );
}
