import { describe, expect, it } from 'vitest';

import { isNotRunningYet, runtimeWords } from '../../../../main/terminals/runtime-words.ts';

describe("the runtime's words", () => {
  it('are the end of a chain of errors', () => {
    const chain =
      'Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "2a": OCI runtime exec failed: exec failed: unable to start container process: exec: "bash": executable file not found in $PATH: unknown';
    expect(runtimeWords(chain)).toBe('exec: "bash": executable file not found in $PATH');
  });

  it('stay whole when they name no command', () => {
    expect(runtimeWords('container is in CONTAINER_EXITED state')).toBe('container is in CONTAINER_EXITED state');
  });

  it.each([
    ['unable to upgrade connection: container debugger-x not found in pod http-server_default', true],
    ['container is in CONTAINER_EXITED state', false],
    ['exec: "bash": executable file not found in $PATH', false],
  ])('tell %j apart', (message, notYet) => {
    expect(isNotRunningYet(message)).toBe(notYet);
  });
});
