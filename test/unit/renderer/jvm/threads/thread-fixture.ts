import { parseThreadDump } from '../../../../../main/jvm/answers/parse-thread-dump.ts';
import type { ThreadDump } from '../../../../../preload/contract/index.ts';

export function dumpOf(...threads: readonly string[]): ThreadDump {
  return parseThreadDump(threads.join('\n\n'), new Date(0).toISOString());
}

export function thread(
  name: string,
  number: number,
  state: string,
  cpuMs: number,
  ...lines: readonly string[]
): string {
  const header = `"${name}" #${number} prio=5 os_prio=0 cpu=${cpuMs}ms elapsed=1.00s tid=0x1 nid=0x${number.toString(16)} x`;
  return [header, `   java.lang.Thread.State: ${state}`, ...lines.map((line) => `\t${line}`)].join('\n');
}
