/** The program ends by itself after a minute of silence; a dead connection is noticed within ten seconds. */
const BEAT_MS = 2_500;
const SILENT_AFTER_MS = 10_000;

export interface Pulse {
  /** Something has come, whatever it was. */
  heard(): void;
  stop(): void;
}

export interface PulseOptions {
  readonly beat: () => void;
  readonly onSilent: (afterMs: number) => void;
}

export function startPulse({ beat, onSilent }: PulseOptions): Pulse {
  let silentBeats = 0;
  const timer = setInterval(() => {
    // Counted in beats and not by the clock: a computer that slept has missed nothing.
    silentBeats += 1;
    if (silentBeats * BEAT_MS >= SILENT_AFTER_MS) {
      clearInterval(timer);
      onSilent(SILENT_AFTER_MS);
    } else beat();
  }, BEAT_MS);
  return {
    heard: () => {
      silentBeats = 0;
    },
    stop: () => {
      clearInterval(timer);
    },
  };
}
