import { useMemo, useState, type ReactElement } from 'react';

import { toAppError, type PodDetail, type PodRef } from '../../preload/contract/index.ts';
import { useSettings } from '../settings/index.ts';
import { Busy, Button, ChevronDown, ChevronRight, InertText, Notice } from '../ui/index.ts';
import { CheckList } from './check-list.tsx';
import { GoalList } from './goal-list.tsx';
import { initialForm, readForm } from './debug-form.ts';
import { useDebugPlan } from './use-debug-plan.ts';
import './debug.css';

/** One line of *can I debug this pod?*, which opens to its checks. */
export function DebugVerdict({ pod, detail }: { readonly pod: PodRef; readonly detail: PodDetail }): ReactElement {
  const { defaultDebugImage } = useSettings();
  const [isOpen, setOpen] = useState(false);
  const form = initialForm(detail, defaultDebugImage, undefined);
  const target = form.target;
  const request = useMemo(() => {
    const reading = readForm(pod, { ...form, attach: false });
    return 'request' in reading ? reading.request : undefined;
    // The plan depends on these alone; a pod's status changes all the time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [pod.context, pod.kubeNamespace, pod.pod, target, defaultDebugImage]);
  const { data, error, refetch } = useDebugPlan(request);

  if (error !== null) {
    return (
      <Notice
        state="unknown"
        title="Whether this pod can be debugged is not known."
        end={
          <Button size="small" variant="quiet" onPress={() => void refetch()}>
            Ask again
          </Button>
        }
      >
        <InertText text={toAppError(error).message} />
      </Notice>
    );
  }
  if (data === undefined) {
    return (
      <Notice>
        <Busy what="Asking the cluster whether this pod can be debugged" />
      </Notice>
    );
  }
  const problems = data.checks.filter(({ outcome }) => outcome === 'failed');
  const limits = data.checks.filter(({ outcome }) => outcome === 'limited');
  return (
    <Notice
      state={data.possible ? (limits.length > 0 ? 'waiting' : 'good') : 'bad'}
      title={data.possible ? 'You can debug this pod.' : 'You cannot debug this pod.'}
      end={
        <Button
          size="small"
          variant="quiet"
          icon={isOpen ? ChevronDown : ChevronRight}
          isPressed={isOpen}
          onPress={() => setOpen(!isOpen)}
        >
          {data.checks.length} checks
        </Button>
      }
    >
      {data.possible && limits.length === 0 ? (
        <>
          Plan for files, processes and network: profile <code>general</code>
          {target === '' ? '.' : ', target '}
          {target === '' ? undefined : <code>{target}</code>}
          {target === '' ? '' : '.'}
        </>
      ) : (
        [...problems, ...limits].slice(0, 1).map(({ name, sentence, remedy }) => (
          <span key={name}>
            <InertText text={remedy === undefined || remedy.includes('\n') ? sentence : `${sentence} ${remedy}`} />
          </span>
        ))
      )}
      {isOpen ? (
        <>
          <GoalList goals={data.goals} />
          <CheckList checks={data.checks} />
        </>
      ) : undefined}
    </Notice>
  );
}
