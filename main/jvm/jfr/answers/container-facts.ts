import type { LabelledValue } from '../../../../preload/contract/index.ts';
import type { JfrObject } from '../format/decode-value.ts';
import { bytes, milliseconds } from '../rules/rule.ts';
import { labelled, numberOf, textOf } from './facts.ts';

const MICROS_PER_MS = 1000;

/**
 * `jdk.ContainerConfiguration` in a person's words. The JVM writes -1, or 0, where the container has no limit; a field that
 * is missing belongs to another version of it.
 */
export function containerFacts(told: JfrObject): readonly LabelledValue[] {
  const limit = (field: string): string | undefined => limitText(told, field, bytes);
  const time = (micros: number): string => milliseconds(micros / MICROS_PER_MS);
  const cpus = numberOf(told['effectiveCpuCount']);
  const shares = numberOf(told['cpuShares']);
  return labelled([
    ['Kind', textOf(told['containerType'])],
    ['CPUs it may use', cpus === undefined ? undefined : String(cpus)],
    ['CPU quota', limitText(told, 'cpuQuota', time)],
    ['CPU period', limitText(told, 'cpuSlicePeriod', time)],
    ['CPU shares', shares === undefined ? undefined : String(shares)],
    ['Memory limit', limit('memoryLimit')],
    ['Memory reservation', limit('memorySoftLimit')],
    ['Swap limit', limit('swapMemoryLimit')],
    ['Memory of the host', limit('hostTotalMemory')],
    ['Swap of the host', limit('hostTotalSwapMemory')],
  ]);
}

function limitText(told: JfrObject, field: string, text: (value: number) => string): string | undefined {
  if (!(field in told)) return undefined;
  const value = numberOf(told[field]) ?? 0;
  return value > 0 ? text(value) : 'none';
}
