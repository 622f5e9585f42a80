import type { JvmFacts } from '../../../preload/contract/jvm.ts';
import { maskSecrets } from '../find/mask-secrets.ts';

type Labelled = JvmFacts['container'][number];

export interface Answers {
  readonly version: string;
  readonly uptime: string;
  readonly flags: string;
  readonly commandLine: string;
  readonly info: string;
}

/**
 * Answers to several commands come without anything between them; each is known by how it begins. What an application
 * has put into its own command line can at most confuse what is told of that application.
 */
export function splitAnswers(text: string): Answers {
  const all = text.split('\n');
  const after = (start: number, pattern: RegExp): number => {
    const found = all.findIndex((line, index) => index >= start && pattern.test(line));
    return found < 0 ? all.length : found;
  };
  const uptime = after(0, /^[0-9]+\.[0-9]+ s$/);
  const commandLine = after(uptime, /^VM Arguments:/);
  const info = after(commandLine, /^#$/);
  const between = (start: number, end: number): string => all.slice(start, end).join('\n');
  return {
    version: between(0, uptime),
    uptime: between(uptime, uptime + 1),
    flags: between(uptime + 1, commandLine),
    commandLine: between(commandLine, info),
    info: between(info, all.length),
  };
}

/** `VM.version`: the virtual machine's own line, then the JDK's. */
export function parseVersion(text: string): string {
  return lines(text).join(', ');
}

/** `VM.uptime`: `31.474 s`. */
export function parseUptime(text: string): number {
  return Number(/([0-9]+(?:\.[0-9]+)?) s\b/.exec(text)?.[1] ?? 0);
}

/** `VM.flags`: all in one line. */
export function parseFlags(text: string): readonly string[] {
  return maskSecrets(text.split(/\s+/).filter((word) => word.startsWith('-')));
}

/** `VM.command_line`: `label: value` lines. */
export function parseCommandLine(text: string): readonly Labelled[] {
  return lines(text).flatMap((line) => {
    const labelled = splitLabel(line);
    return labelled === undefined || labelled.value === ''
      ? []
      : [{ ...labelled, value: maskSecrets(labelled.value.split(' ')).join(' ') }];
  });
}

/** `VM.info`: the section about the container, up to the next empty line. Absent outside of one. */
export function parseContainer(text: string): readonly Labelled[] {
  const all = text.split('\n');
  const start = all.findIndex((line) => line.startsWith('container (cgroup) information:'));
  if (start < 0) return [];
  const end = all.findIndex((line, index) => index > start && line.trim() === '');
  return all.slice(start + 1, end < 0 ? undefined : end).flatMap((line) => splitLabel(line) ?? []);
}

function splitLabel(line: string): Labelled | undefined {
  const [, label, value] = /^([^:]{1,64}):\s*(.*)$/.exec(line) ?? [];
  return label === undefined || value === undefined ? undefined : { label: label.trim(), value: value.trim() };
}

function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
