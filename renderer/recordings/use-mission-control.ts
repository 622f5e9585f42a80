import { useApi } from '../bridge/index.ts';
import { useAnswer } from './use-answer.ts';

export interface MissionControl {
  /** Why a recording cannot be opened there. */
  readonly problem: string | undefined;
  /** Rejects with why it does not start. */
  open(recording: string): Promise<unknown>;
}

/** JDK Mission Control, where this machine has it. */
export function useMissionControl(): MissionControl {
  const api = useApi();
  const { data } = useAnswer(['missionControl'], (each, signal) => each.recordings.missionControl({}, { signal }));
  return {
    problem:
      data?.path === undefined ? 'JDK Mission Control is not found here: put its program jmc on the PATH.' : undefined,
    open: (recording) => api.recordings.openInMissionControl({ recording }),
  };
}
