import type { Frame } from './frames.ts';

/** A connection that keeps order and boundaries. Frames that come in are unknown until the engine has checked them. */
export interface Transport {
  send(frame: Frame): void;
  /** Called once for each frame, from the moment it is set. */
  onFrame(listener: (frame: unknown) => void): void;
  /** Called once, also when `close` was called here. */
  onClose(listener: () => void): void;
  close(): void;
}
