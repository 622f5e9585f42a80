/** A process that prints nothing, ends at its time by itself, and at once when it is asked to. */

/** `wait` is what a signal interrupts; a bare `sleep` as process 1 would ignore it. */
const SCRIPT = /^trap 'exit 0' TERM INT HUP; sleep (\d+) & wait$/;

export function keepAliveCommand(seconds: number): readonly string[] {
  return ['sh', '-c', `trap 'exit 0' TERM INT HUP; sleep ${seconds} & wait`];
}

/** Seconds that a container of this command lives; `undefined`: it is none of ours. */
export function keepAliveSeconds(command: readonly string[] | undefined): number | undefined {
  const [shell, flag, script, ...more] = command ?? [];
  if (shell !== 'sh' || flag !== '-c' || script === undefined || more.length > 0) return undefined;
  const seconds = SCRIPT.exec(script)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}
