import type { ReactElement } from 'react';

import type { AlternativeCluster, PracticeStatus } from '../../preload/contract/index.ts';
import { Problem } from '../problems/index.ts';
import { Busy, Button, CodeBlock, Sprout } from '../ui/index.ts';
import { usePractice } from './practice-provider.tsx';
import './practice.css';

export interface PracticeOfferProps {
  readonly isFirst: boolean;
  /** Offers the tour: to whoever has no cluster, as soon as they start this one. */
  readonly onTour: () => void;
}

/** For whoever has no cluster, or wants to break one: what it is, how to start it, or why it cannot run here. */
export function PracticeOffer({ isFirst, onTour }: PracticeOfferProps): ReactElement | undefined {
  const { status, problem, open, stop } = usePractice();
  if (status === undefined) return undefined;
  const start = (): void => {
    open();
    if (isFirst) onTour();
  };
  return (
    <section
      className="practice-offer"
      aria-labelledby="practice-offer-title"
      {...(isFirst ? { 'data-first': '' } : {})}
    >
      <Sprout size={20} aria-hidden />
      <div className="practice-offer-words">
        <h2 id="practice-offer-title">Practice cluster</h2>
        <p>
          A small cluster inside this app, with a web server to debug whose image has no shell and no tools. Its
          containers are real Linux processes on this machine; it needs no Docker and downloads nothing, and when the
          app closes nothing of it is left.
        </p>
        <Unavailable status={status} />
        {status.state === 'failed' && problem === undefined ? <Problem error={status.problem} /> : undefined}
        {problem === undefined ? undefined : <Problem error={problem} />}
      </div>
      <Actions status={status} isFirst={isFirst} onOpen={start} onStop={stop} />
    </section>
  );
}

interface ActionsProps {
  readonly status: PracticeStatus;
  readonly isFirst: boolean;
  readonly onOpen: () => void;
  readonly onStop: () => void;
}

function Actions({ status, isFirst, onOpen, onStop }: ActionsProps): ReactElement | undefined {
  switch (status.state) {
    case 'unavailable':
      return undefined;
    case 'starting':
      return <Busy what="Starting the practice cluster" />;
    case 'running':
      return (
        <div className="practice-offer-actions">
          <Button onPress={onStop}>Stop</Button>
          <Button variant="primary" onPress={onOpen}>
            Open
          </Button>
        </div>
      );
    case 'off':
    case 'failed':
      return (
        <div className="practice-offer-actions">
          <Button variant={isFirst ? 'primary' : 'default'} onPress={onOpen}>
            {status.state === 'failed' ? 'Try again' : 'Start the practice cluster'}
          </Button>
        </div>
      );
  }
}

function Unavailable({ status }: { readonly status: PracticeStatus }): ReactElement | undefined {
  if (status.state !== 'unavailable') return undefined;
  const { message, advice, alternatives } = status;
  return (
    <>
      <p role="status">
        <strong>It cannot run here.</strong> {message} {advice}
      </p>
      <p>A local cluster of another kind does as well:</p>
      <ul className="practice-alternatives">
        {alternatives.map((alternative) => (
          <li key={alternative.name}>
            <Alternative {...alternative} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Alternative({ name, command, how }: AlternativeCluster): ReactElement {
  return (
    <>
      <span>
        <strong>{name}</strong>: {how}
      </span>
      {command === undefined ? undefined : <CodeBlock text={command} label={`Command for ${name}`} prompt="$" />}
    </>
  );
}
