import type { EnvironmentVariable } from '../../../preload/contract/namespaces.ts';
import { visibleText } from '../../kube/index.ts';

const NAME_LIMIT = 256;
const VALUE_LIMIT = 32 * 1024;

/** `NAME=VALUE`, each ended by NUL; what is no such pair is what the process has written over it, and shown as a name. */
export function readEnvironment(bytes: Uint8Array): readonly EnvironmentVariable[] {
  return Buffer.from(bytes)
    .toString('utf8')
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const at = entry.indexOf('=');
      const [name, value] = at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)];
      return { name: visibleText(name, NAME_LIMIT), value: visibleText(value, VALUE_LIMIT) };
    });
}
