/** What can come next in a line for jcmd. Pure. */
import type { CommandHelp, JvmCommand } from '../../../preload/contract/index.ts';

export interface Completion {
  readonly id: string;
  /** The whole line with it. */
  readonly title: string;
  readonly description: string;
}

const LIMIT = 40;
const EFFECTS: Readonly<Record<JvmCommand['effect'], string>> = {
  reads: 'only reads',
  pauses: 'pauses the application',
  changes: 'changes something',
};

/** `help` is of the command in the line, once it is known. */
export function completeCommand(
  line: string,
  commands: readonly JvmCommand[],
  help: CommandHelp | undefined,
): readonly Completion[] {
  const [command = '', ...words] = line.split(' ');
  if (words.length === 0) {
    const wanted = command.toLowerCase();
    return commands
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .slice(0, LIMIT)
      .map(({ name, effect }) => ({ id: name, title: name, description: EFFECTS[effect] }));
  }
  if (help?.name !== command) return [];
  const last = words.at(-1) ?? '';
  const before = line.slice(0, line.length - last.length);
  const used = new Set(words.slice(0, -1).map((word) => word.split('=')[0]));
  return help.parameters
    .filter(({ name, kind }) => kind === 'option' && !used.has(name) && name.startsWith(last))
    .slice(0, LIMIT)
    .map(({ name, type, description }) => ({
      id: name,
      title: `${before}${name}${type === 'BOOLEAN' && name.startsWith('-') ? '' : '='}`,
      description,
    }));
}

export function commandOf(line: string): string {
  return line.split(' ')[0] ?? '';
}
