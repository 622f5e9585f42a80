import type { ContainerRef } from '../../preload/contract/references.ts';
import type { ReachSession } from '../reach/index.ts';

/** Streams of the app's program in debug containers, shared by whoever works there. */
export interface ProgramLeases {
  lease(
    container: ContainerRef,
    signal?: AbortSignal,
  ): Promise<{ readonly session: Pick<ReachSession, 'request'>; release(): void }>;
}
