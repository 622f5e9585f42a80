import { expect, it } from 'vitest';

import { parseCommandHelp, parseCommands } from '../../../../../main/jvm/answers/parse-help.ts';
import { answer } from './answer-fixture.ts';

it.each(['17', '25'])('lists the commands of Java %s with what they do', (version) => {
  const commands = parseCommands(answer(`help-${version}`));
  expect(commands.length).toBeGreaterThan(40);
  const effect = (name: string): string | undefined => commands.find((command) => command.name === name)?.effect;
  expect(effect('VM.version')).toBe('reads');
  expect(effect('Thread.print')).toBe('pauses');
  expect(effect('GC.heap_dump')).toBe('changes');
  expect(effect('VM.set_flag')).toBe('changes');
});

it.each(['17', '25'])('reads the help of a command of Java %s', (version) => {
  const help = parseCommandHelp(answer(`help-heap-dump-${version}`));
  expect(help).toMatchObject({ name: 'GC.heap_dump', summary: 'Generate a HPROF format dump of the Java heap.' });
  expect(help.impact).toMatch(/^High: /);
  expect(help.parameters.slice(0, 2)).toMatchObject([
    { name: 'filename', kind: 'argument', description: 'Name of the dump file' },
    { name: '-all', kind: 'option', type: 'BOOLEAN', defaultValue: 'false' },
  ]);
});

it.each(['17', '25'])('reads the help of JFR’s own commands of Java %s', (version) => {
  const { parameters } = parseCommandHelp(answer(`help-jfr-start-${version}`));
  expect(parameters.map(({ name }) => name)).toEqual([
    'delay',
    'disk',
    'dumponexit',
    'duration',
    'filename',
    'maxage',
    'maxsize',
    'name',
    'path-to-gc-roots',
    'settings',
  ]);
  expect(parameters.find(({ name }) => name === 'disk')).toMatchObject({ type: 'BOOLEAN', defaultValue: 'true' });
  expect(parameters.find(({ name }) => name === 'name')?.description).toMatch(/^Name of the recording\. If no name/);
});
