import type { JvmFacts } from '../../../preload/contract/jvm.ts';
import { maskSecrets } from '../find/mask-secrets.ts';

type Labelled = JvmFacts['container'][number];

/** `VM.version`: the virtual machine's own line, then the JDK's. */
export function parseVersion(text: string): string {
  return lines(text).join(', ');
}

/** `17.0.21+9` in `JDK 17.0.21`; `JDK 8.0_402` of a JVM that says `1.8`. */
export function parseMajor(text: string): number | undefined {
  const major = /^JDK (\d{1,3})\b/m.exec(text)?.[1];
  return major === undefined ? undefined : Number(major);
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
