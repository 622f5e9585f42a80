import type { DebugGoal } from '../../preload/contract/index.ts';

export const GOAL_TITLES: Readonly<Record<DebugGoal, string>> = {
  processes: 'Look at processes',
  files: 'Read its files',
  jvm: 'Attach to the JVM',
  trace: 'Trace system calls',
  capture: 'Capture packets',
};
