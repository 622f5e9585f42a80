import { visibleText } from '../../kube/index.ts';
import { describeRelease, type Release } from './release-file.ts';

/** HotSpot's own statistics file: entries of a name and a value, each ended by NUL and padded with more of them. */
const MAGIC = Buffer.from('cafec0c0', 'hex');
const VALUE_LIMIT = 128;

/** Says nothing about a file of another kind or byte order. */
export function readPerformanceData(bytes: Uint8Array): Release {
  const data = Buffer.from(bytes);
  if (!data.subarray(0, MAGIC.length).equals(MAGIC)) return {};
  return describeRelease(valueOf(data, 'java.property.java.vm.version'), valueOf(data, 'java.property.java.vm.vendor'));
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
