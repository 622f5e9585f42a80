/** A file in a program that the person chooses; which one, is remembered for the next file of its kind. */
import { access, constants, readFile, stat } from 'node:fs/promises';

import { z } from 'zod';

import { AppError } from '../../preload/contract/index.ts';
import { openSharedFile } from '../disk/index.ts';
import { kindOf } from '../files/index.ts';
import { startProgram } from '../recordings/index.ts';

/** More kinds than a person works with. */
const KEPT_KINDS = 100;

const Chosen = z.record(z.string().max(255), z.string().max(4096));

export interface OpenWithOptions {
  readonly platform: string;
  /** Where the choices are kept; the page can neither read nor write it. */
  readonly remembered: string;
  /** By the system's dialog, which begins at the program that was chosen last. */
  readonly choose: (suggested: string | undefined) => Promise<string | undefined>;
}

export type OpenWith = (path: string) => Promise<void>;

export function createOpenWith({ platform, remembered, choose }: OpenWithOptions): OpenWith {
  const choices = openSharedFile<Record<string, string>>({
    path: remembered,
    initial: {},
    read: async () => Chosen.safeParse(parsed(await readFile(remembered, 'utf8').catch(() => ''))).data,
    print: (content) => JSON.stringify(content, undefined, 2),
  });
  choices.catch(() => undefined);

  return async (path) => {
    if (platform === 'win32') {
      // Windows asks itself, and remembers. It takes all that follows for the path, with its blanks.
      await startProgram('rundll32.exe', ['shell32.dll,OpenAs_RunDLL', path], { windowsVerbatimArguments: true });
      return;
    }
    const kind = kindOf(path);
    const file = await choices;
    const program = await choose(file.current[kind]);
    if (program === undefined) return;
    const [command, words] = commandOf(platform, program, path);
    if (command === program) await checkRunnable(program);
    await startProgram(command, words);
    await file.change((old) => ({
      content: old[kind] === program ? old : withChoice(old, kind, program),
      result: undefined,
    }));
  };
}

function withChoice(old: Readonly<Record<string, string>>, kind: string, program: string): Record<string, string> {
  const others = Object.entries(old).filter(([other]) => other !== kind);
  return { [kind]: program, ...Object.fromEntries(others.slice(0, KEPT_KINDS - 1)) };
}

/** Program and words; the path is always one word, and no shell ever sees it. */
function commandOf(platform: string, program: string, path: string): readonly [string, readonly string[]] {
  // An application of macOS is a folder, which its own command starts.
  return platform === 'darwin' ? ['/usr/bin/open', ['-a', program, path]] : [program, [path]];
}

async function checkRunnable(program: string): Promise<void> {
  const isRunnable = await Promise.all([access(program, constants.X_OK), stat(program)]).then(
    ([, facts]) => facts.isFile(),
    () => false,
  );
  if (!isRunnable) throw new AppError('TOOL_MISSING', `${program} is no program.`, { tool: program });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
