/**
 * The part of a runtime's chain of errors that a person can use:
 * `… OCI runtime exec failed: exec failed: unable to start container process: exec: "bash": executable file not found in
 * $PATH: unknown` → `exec: "bash": executable file not found in $PATH`.
 */
export function runtimeWords(message: string): string {
  const trimmed = message.trim().replace(/: unknown$/, '');
  return /\bexec: ".*$/s.exec(trimmed)?.[0] ?? trimmed;
}

/** Whether the runtime could not find the command, as against not being allowed to run it. */
export function isMissingExecutable(message: string): boolean {
  return /executable file not found|no such file or directory/.test(message);
}

/** What a node says about a container that has been added and does not run yet. */
export function isNotRunningYet(message: string): boolean {
  return /container \S+ not found in pod|container not found|is in CONTAINER_(CREATED|UNKNOWN) state|not running|ContainerCreating|waiting to start/i.test(
    message,
  );
}
