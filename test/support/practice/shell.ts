/** A small shell for containers of tests: echoes what is typed as a terminal does, and knows a few commands. */
import type { ContainerIo, ContainerProgram } from './program.ts';

const PROMPT = '/ # ';
/** The end of a script that starts something and then does nothing more. */
const WAITS = '& wait';

/** `echo …`, `size`, `lines N`, `exit N`; anything else is not found. */
export const shell: ContainerProgram = async (io) => {
  if (io.argv.at(-1)?.endsWith(WAITS) === true) return untilKilled(io.signal);
  if (io.tty) await io.write(PROMPT);
  let line = '';
  // As line editors do: whoever attaches late sees the prompt again.
  if (io.tty) io.onResize(() => void io.write(`\r${PROMPT}${line}`));
  for await (const piece of io.stdin) {
    for (const character of piece.toString('utf8')) {
      if (character !== '\r' && character !== '\n') {
        line += character;
        if (io.tty) await io.write(character);
        continue;
      }
      if (io.tty) await io.write('\r\n');
      const exitCode = await runLine(io, line.trim());
      line = '';
      if (exitCode !== undefined) return exitCode;
      if (io.tty) await io.write(PROMPT);
    }
  }
  return 0;
};

async function untilKilled(signal: AbortSignal): Promise<number> {
  await new Promise((resolve) => {
    signal.addEventListener('abort', resolve, { once: true });
  });
  return 0;
}

async function runLine(io: ContainerIo, line: string): Promise<number | undefined> {
  const [command = '', ...args] = line.split(' ');
  const end = io.tty ? '\r\n' : '\n';
  switch (command) {
    case '':
      return undefined;
    case 'exit':
      return Number(args[0] ?? 0);
    case 'echo':
      await io.write(args.join(' ') + end);
      return undefined;
    case 'size':
      await io.write(`${String(io.size()?.columns)}x${String(io.size()?.rows)}${end}`);
      return undefined;
    case 'lines':
      for (let number = 1; number <= Number(args[0]); number += 1) await io.write(`line ${String(number)}${end}`);
      return undefined;
    default:
      await io.writeError(`sh: ${command}: not found${end}`);
      return undefined;
  }
}
