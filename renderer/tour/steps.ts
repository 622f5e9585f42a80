import { JAVA_STEPS } from './java-steps.ts';
import { SERVER_STEPS } from './server-steps.ts';
import type { TourStep } from './tour-step.ts';

/** The whole walk, in its order. */
export const STEPS: readonly TourStep[] = [...SERVER_STEPS, ...JAVA_STEPS];
