import { useState, type ReactElement } from 'react';

import {
  PRACTICE_FAULTS,
  PRACTICE_REQUESTS,
  toAppError,
  type AppError,
  type PracticeFault,
  type PracticeRequests,
} from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { Problem } from '../problems/index.ts';
import { Button, Dialog, Select } from '../ui/index.ts';

const FAULTS = Object.entries(PRACTICE_FAULTS).map(([id, title]) => ({ id: id as PracticeFault, title }));
const REQUESTS = Object.entries(PRACTICE_REQUESTS).map(([id, title]) => ({ id: id as PracticeRequests, title }));

/** What is to go wrong, and with which requests. */
export function FaultsDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const api = useApi();
  const [fault, setFault] = useState<PracticeFault>('drop');
  const [on, setOn] = useState<PracticeRequests>('everything');
  const [said, setSaid] = useState<string>();
  const [problem, setProblem] = useState<AppError>();
  const ask = (what: string, request: Promise<unknown>): void => {
    setProblem(undefined);
    request.then(
      () => setSaid(what),
      (error: unknown) => setProblem(toAppError(error)),
    );
  };
  const add = (count?: number): void => {
    const times = count === undefined ? 'until it is cleared' : 'once';
    const request = api.practice.addFault({ fault, on, ...(count === undefined ? {} : { count }) });
    ask(`${PRACTICE_FAULTS[fault]}, on ${PRACTICE_REQUESTS[on]}, ${times}.`, request);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Make the practice cluster go wrong"
      footer={
        <>
          <span className="ui-dialog-footer-start">
            <Button onPress={() => ask('Nothing goes wrong on purpose any more.', api.practice.clearFaults({}))}>
              Clear all
            </Button>
          </span>
          <Button onPress={() => add(1)}>Once</Button>
          <Button variant="primary" onPress={() => add()}>
            Until cleared
          </Button>
        </>
      }
    >
      <Select label="What goes wrong" options={FAULTS} value={fault} onChange={setFault} />
      <Select label="With which requests" options={REQUESTS} value={on} onChange={setOn} />
      <p role="status">{said}</p>
      {problem === undefined ? undefined : <Problem error={problem} />}
    </Dialog>
  );
}
