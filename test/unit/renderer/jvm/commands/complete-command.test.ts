import { expect, it } from 'vitest';

import { parseCommandHelp } from '../../../../../main/jvm/answers/parse-help.ts';
import { commandOf, completeCommand } from '../../../../../renderer/jvm/commands/complete-command.ts';

const commands = [
  { name: 'GC.heap_dump', effect: 'changes' },
  { name: 'GC.heap_info', effect: 'reads' },
  { name: 'Thread.print', effect: 'pauses' },
] as const;
const help = parseCommandHelp(
  'GC.heap_dump\nDumps.\n\nArguments:\n\tfilename :  Name (STRING, no default value)\n\nOptions: x\n\t-all : [optional] All (BOOLEAN, false)\n\t-gz : [optional] Level (INT, 1)\n',
);
const titles = (line: string) => completeCommand(line, commands, help).map(({ title }) => title);

it('completes the command, then its options', () => {
  expect(titles('heap')).toEqual(['GC.heap_dump', 'GC.heap_info']);
  expect(titles('GC.heap_dump ')).toEqual(['GC.heap_dump -all', 'GC.heap_dump -gz=']);
  expect(titles('GC.heap_dump -all -g')).toEqual(['GC.heap_dump -all -gz=']);
  expect(titles('GC.heap_dump -all -all')).toEqual([]);
  expect(titles('GC.heap_info -')).toEqual([]);
  expect(commandOf('GC.heap_dump -all x')).toBe('GC.heap_dump');
});
