import type { CommandEffect, CommandHelp, JvmCommand } from '../../../preload/contract/jvm-answers.ts';

const COMMAND = /^[A-Za-z]\w*(?:\.\w+)?$/;

/** Commands that change the JVM or write files; of commands unknown to this app the same is assumed. */
const READS: ReadonlySet<string> = new Set([
  'Compiler.CodeHeap_Analytics',
  'Compiler.codecache',
  'Compiler.codelist',
  'Compiler.directives_print',
  'Compiler.memory',
  'Compiler.queue',
  'GC.finalizer_info',
  'GC.heap_info',
  'JFR.check',
  'JFR.view',
  'ManagementAgent.status',
  'System.map',
  'System.native_heap_info',
  'Thread.vthread_pollers',
  'Thread.vthread_scheduler',
  'VM.cds',
  'VM.class_hierarchy',
  'VM.classes',
  'VM.classloader_stats',
  'VM.classloaders',
  'VM.command_line',
  'VM.dynlibs',
  'VM.events',
  'VM.flags',
  'VM.info',
  'VM.metaspace',
  'VM.native_memory',
  'VM.security_properties',
  'VM.stringtable',
  'VM.symboltable',
  'VM.system_properties',
  'VM.systemdictionary',
  'VM.uptime',
  'VM.version',
  'help',
]);
const PAUSES: ReadonlySet<string> = new Set([
  'GC.class_histogram',
  'GC.class_stats',
  'GC.run',
  'GC.run_finalization',
  'Thread.print',
]);

function effectOf(command: string): CommandEffect {
  if (READS.has(command)) return 'reads';
  return PAUSES.has(command) ? 'pauses' : 'changes';
}

/** `help`: one command a line, between a title and a hint. */
export function parseCommands(text: string): readonly JvmCommand[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => COMMAND.test(line))
    .map((name) => ({ name, effect: effectOf(name) }));
}

/** `-gz : [optional] If … (INT, 1)`, or as JFR's own commands say it, `gz   (Optional) …` over several lines. */
const COMPACT = /^\t(\S{1,64}) : {1,2}(?:\[optional\] )?(.*?)(?: \(([A-Z][A-Z ]*), (.*)\))?$/;
const SPACED = /^ {2}([\w-]{1,64}) +(\((?:Optional|Required)\) .*)$/;
const CONTINUED = /^ {10,}(\S.*)$/;
const TYPED = /^(?:\((?:Optional|Required)\) )?([\s\S]*?)(?: \(([A-Z]+)[^()]*, ([^()]*(?:\([^()]*\))?[^()]*)\))?$/;

/** `help COMMAND`. */
export function parseCommandHelp(text: string): CommandHelp {
  const lines = text.split('\n');
  const name = lines[0]?.trim() ?? '';
  const parameters: CommandHelp['parameters'][number][] = [];
  let section: 'option' | 'argument' | undefined;
  let spaced: { readonly name: string; readonly words: string[] } | undefined;

  function finish(): void {
    if (spaced === undefined) return;
    const [, description = '', type, defaultValue] = TYPED.exec(spaced.words.join(' ')) ?? [];
    parameters.push({ name: spaced.name, kind: 'option', description, ...told(type, defaultValue) });
    spaced = undefined;
  }

  for (const line of lines) {
    if (line.startsWith('Arguments:')) section = 'argument';
    else if (line.startsWith('Options:')) section = 'option';
    const [, short, description = '', type, defaultValue] = COMPACT.exec(line) ?? [];
    const [, long, begin] = SPACED.exec(line) ?? [];
    const [, more] = CONTINUED.exec(line) ?? [];
    if (short !== undefined) {
      parameters.push({ name: short, kind: section ?? 'option', description, ...told(type, defaultValue) });
    } else if (long !== undefined && begin !== undefined) {
      finish();
      spaced = { name: long, words: [begin] };
    } else if (spaced !== undefined && more !== undefined) spaced.words.push(more);
    else if (line.trim() === '') finish();
  }
  finish();
  const after = (label: string): string | undefined =>
    lines
      .find((line) => line.startsWith(label))
      ?.slice(label.length)
      .replace(/^ ?: ?/, '')
      .trim();
  const impact = after('Impact');
  const syntax = after('Syntax');
  return {
    name,
    summary: lines[1]?.trim() ?? '',
    ...(impact === undefined ? {} : { impact }),
    ...(syntax === undefined ? {} : { syntax }),
    parameters,
    text,
  };
}

function told(
  type: string | undefined,
  defaultValue: string | undefined,
): Pick<CommandHelp['parameters'][number], 'type' | 'defaultValue'> {
  return {
    ...(type === undefined ? {} : { type }),
    ...(defaultValue === undefined || defaultValue === 'no default value' ? {} : { defaultValue }),
  };
}
