/** The guide beside the window: where one is in the tour, why, what to press, and whether it really happened. */
import { useEffect, useMemo, useRef, type ReactElement } from 'react';

import type { TourProgress } from '../../preload/contract/index.ts';
import { usePlace } from '../place/index.ts';
import { usePatchSettings, useSettings } from '../settings/index.ts';
import { Button, CircleCheck, GraduationCap, IconButton, InertText, KubectlLine, Select, X } from '../ui/index.ts';
import { InstructionList } from './instruction-list.tsx';
import { STEPS } from './steps.ts';
import type { TourStep } from './tour-step.ts';
import { useScene } from './use-scene.ts';
import { useSight } from './use-sight.ts';
import './tour.css';

export function TourGuide({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { tour } = useSettings();
  return (
    // A dialog makes what is outside of it unreachable, except what says that it stands above.
    <aside className="tour" aria-label="Tour" data-tour-guide="" data-react-aria-top-layer="true">
      <header className="tour-header">
        <GraduationCap size={16} aria-hidden />
        <h2>Tour</h2>
        <IconButton icon={X} label="Leave the tour; it goes on here later" onPress={onClose} />
      </header>
      {tour === undefined ? <Beginning /> : <Walk tour={tour} />}
    </aside>
  );
}

/** Any cluster will do: the tour takes the place that is open. */
function Beginning(): ReactElement {
  const { context, kubeNamespace } = usePlace();
  const patch = usePatchSettings();
  if (context === undefined || kubeNamespace === undefined) {
    return (
      <div className="tour-body">
        <p>
          Twenty steps from a server without tools to a flight recording. Choose a context first: the practice cluster,
          or any cluster where you may create a deployment and debug its pods.
        </p>
      </div>
    );
  }
  const begin = (): void => {
    patch({ tour: { context, kubeNamespace, step: 1, done: [] } }).catch(() => undefined);
  };
  return (
    <div className="tour-body">
      <p>
        Twenty steps from a server without tools to a flight recording. It creates two deployments, http-server and
        spring-petclinic, in <InertText text={`${context} / ${kubeNamespace}`} />, and removes them at its end.
      </p>
      <Button variant="primary" onPress={begin}>
        Begin here
      </Button>
    </div>
  );
}

function Walk({ tour }: { readonly tour: TourProgress }): ReactElement | undefined {
  const patch = usePatchSettings();
  const step = STEPS[tour.step - 1] ?? STEPS[0];
  const change = (part: Partial<TourProgress>): void => {
    patch({ tour: { ...tour, ...part } }).catch(() => undefined);
  };
  if (step === undefined) return undefined;
  return <Step key={step.row} tour={tour} step={step} onChange={change} />;
}

interface StepProps {
  readonly tour: TourProgress;
  readonly step: TourStep;
  readonly onChange: (part: Partial<TourProgress>) => void;
}

function Step({ tour, step, onChange }: StepProps): ReactElement {
  const { scene, memory, isKnown } = useScene(tour, step);
  const isAtPod = scene.pod !== undefined && scene.place.pod === scene.pod.name;
  // Texts of instructions name the pod; nothing else of the scene changes them.
  const instructions = useMemo(
    () => step.instructions(scene),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [step, scene.pod?.name, scene.images],
  );
  const sight = useSight(`${tour.context}/${tour.kubeNamespace}/${String(step.row)}`, instructions, isAtPod);
  const areFollowed = sight.next >= instructions.length;
  const happened =
    isKnown && (step.isDone === undefined ? areFollowed : step.isDone(scene, { ...memory, followed: sight.next }));
  const wasDone = tour.done.includes(step.row);
  const isDone = wasDone || happened;
  useEffect(() => {
    if (happened && !wasDone) onChange({ done: [...tour.done, step.row] });
    // Once, when it has happened.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [happened, wasDone]);
  const state = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // Below a long list of instructions it would be missed.
    if (isDone) state.current?.scrollIntoView({ block: 'nearest' });
  }, [isDone]);
  return (
    <>
      <div className="tour-body">
        <Select
          label={`Step ${String(step.row)} of ${String(STEPS.length)}`}
          value={String(step.row)}
          onChange={(row) => onChange({ step: Number(row) })}
          options={STEPS.map(({ row, title }) => ({
            id: String(row),
            title: `${tour.done.includes(row) ? '✓ ' : ''}${String(row)}. ${title}`,
          }))}
        />
        <h3>{step.title}</h3>
        <p className="tour-why">{step.why}</p>
        <InstructionList step={step} scene={scene} instructions={instructions} sight={sight} isDone={isDone} />
        <p className="tour-state" role="status" ref={state} data-done={isDone ? '' : undefined}>
          {isDone ? (
            <>
              <CircleCheck size={16} aria-hidden /> It has happened.
            </>
          ) : areFollowed ? (
            'Waiting for the cluster to say that it has happened…'
          ) : (
            ''
          )}
        </p>
        {step.note === undefined || isDone ? undefined : <p className="tour-note">{step.note}</p>}
        <KubectlLine command={step.kubectl(scene)} />
      </div>
      <footer className="tour-footer">
        <Button
          disabledReason={step.row === 1 ? 'This is the first step.' : undefined}
          onPress={() => onChange({ step: step.row - 1 })}
        >
          Back
        </Button>
        <Button
          variant={isDone ? 'primary' : 'default'}
          disabledReason={step.row === STEPS.length ? 'This is the last step.' : undefined}
          onPress={() => onChange({ step: step.row + 1 })}
        >
          {isDone ? 'Next step' : 'Skip this step'}
        </Button>
      </footer>
    </>
  );
}
