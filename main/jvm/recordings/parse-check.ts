import type { Recording } from '../../../preload/contract/jvm-recordings.ts';

const STATES = ['new', 'delayed', 'running', 'stopped', 'closed'] as const;
const RECORDING =
  /^Recording ([0-9]{1,9}): name=(.{0,256}?)((?: (?:duration|maxsize|maxage|delay|filename)=\S+(?: [0-9]+[a-z]+)*)*) \(([a-z]+)(?:[ ,][^)]*)?\)$/;
const SECONDS = { d: 86_400, h: 3600, m: 60, s: 1, ms: 0.001, us: 0.000_001, ns: 0.000_000_001 } as const;
const BYTES = { B: 1, kB: 1024, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 } as const;

/** `JFR.check`: `Recording 1: name=app maxsize=100.0MB maxage=10m (running)`; other lines say nothing of a recording. */
export function parseCheck(text: string): readonly Recording[] {
  return text.split('\n').flatMap((line) => {
    const [, id, name, options = '', word] = RECORDING.exec(line.trim()) ?? [];
    const state = STATES.find((candidate) => candidate === word);
    if (id === undefined || name === undefined || state === undefined) return [];
    const option = (key: string): string | undefined =>
      new RegExp(` ${key}=(\\S+(?: [0-9]+[a-z]+)*)`).exec(options)?.[1];
    const durationSeconds = parseTime(option('duration'));
    const maxSizeBytes = parseSize(option('maxsize'));
    const maxAgeSeconds = parseTime(option('maxage'));
    const path = option('filename');
    return [
      {
        id: Number(id),
        name,
        state,
        ...(durationSeconds === undefined ? {} : { durationSeconds }),
        ...(maxSizeBytes === undefined ? {} : { maxSizeBytes }),
        ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds }),
        ...(path === undefined ? {} : { path }),
      },
    ];
  });
}

function parseTime(text: string | undefined): number | undefined {
  const parts = [...(text ?? '').matchAll(/([0-9]+(?:\.[0-9]+)?)(ms|us|ns|d|h|m|s)/g)];
  if (parts.length === 0) return undefined;
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (lookUp(SECONDS, unit) ?? 0), 0);
}

function parseSize(text: string | undefined): number | undefined {
  const [, amount, unit] = /^([0-9]+(?:\.[0-9]+)?)([kKMGT]?B)$/.exec(text ?? '') ?? [];
  const factor = lookUp(BYTES, unit);
  return amount === undefined || factor === undefined ? undefined : Math.round(Number(amount) * factor);
}

function lookUp(table: Readonly<Record<string, number>>, key: string | undefined): number | undefined {
  return key === undefined ? undefined : table[key];
}
