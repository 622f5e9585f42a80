import { visibleText } from '../../kube/index.ts';
import { describeRelease, type Release } from './release-file.ts';

/** HotSpot's own statistics file: entries of a name and a value, each ended by NUL and padded with more of them. */
const MAGIC = Buffer.from('cafec0c0', 'hex');
const VALUE_LIMIT = 128;

export interface PerformanceData {
  readonly release: Release;
  /** The JVM was told never to listen: on its command line, or by an environment variable that is not seen there. */
  readonly attachDisabled: boolean;
}

/** Says nothing about a file of another kind or byte order. */
export function readPerformanceData(bytes: Uint8Array): PerformanceData {
  const data = Buffer.from(bytes);
  if (!data.subarray(0, MAGIC.length).equals(MAGIC)) return { release: {}, attachDisabled: false };
  return {
    release: describeRelease(
      valueOf(data, 'java.property.java.vm.version'),
      valueOf(data, 'java.property.java.vm.vendor'),
    ),
    // One digit for each capability, the first for attaching.
    attachDisabled: valueOf(data, 'sun.rt.jvmCapabilities')?.startsWith('0') === true,
  };
}

function valueOf(data: Buffer, name: string): string | undefined {
  const start = data.indexOf(`${name}\0`, 0, 'latin1');
  if (start < 0) return undefined;
  let from = start + name.length;
  while (data[from] === 0) from += 1;
  const end = data.indexOf(0, from);
  const text = data.subarray(from, end < 0 ? from : Math.min(end, from + VALUE_LIMIT)).toString('latin1');
  return text === '' ? undefined : visibleText(text, VALUE_LIMIT);
}
