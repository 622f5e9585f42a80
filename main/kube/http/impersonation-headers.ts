import { AppError } from '../../../preload/contract/errors.ts';
import type { Impersonation } from '../cluster-access.ts';

/** Headers travel as bytes; Node writes one for each character. */
function headerText(value: string, context: string): string {
  const bytes = Buffer.from(value, 'utf8').toString('latin1');
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(bytes)) {
    const message = `Context "${context}" impersonates a name with control characters.`;
    throw new AppError('KUBECONFIG_INVALID', message, { entry: context });
  }
  return bytes;
}

/** The server takes `%` escapes in a key, for what a header's name cannot have. */
function escapeKey(key: string): string {
  return Array.from(Buffer.from(key, 'utf8'), (byte) => {
    const character = String.fromCharCode(byte);
    return /[!#$&'*+\-.^_`|~0-9A-Za-z]/.test(character) ? character : `%${byte.toString(16).padStart(2, '0')}`;
  }).join('');
}

export function impersonationHeaders(
  { user, uid, groups = [], extra = {} }: Impersonation,
  context: string,
): Readonly<Record<string, string | string[]>> {
  const headers: Record<string, string | string[]> = { 'Impersonate-User': headerText(user, context) };
  if (uid !== undefined) headers['Impersonate-Uid'] = headerText(uid, context);
  if (groups.length > 0) headers['Impersonate-Group'] = groups.map((group) => headerText(group, context));
  for (const [key, values] of Object.entries(extra)) {
    headers[`Impersonate-Extra-${escapeKey(key)}`] = values.map((value) => headerText(value, context));
  }
  return headers;
}
