import type { NamespaceRow } from '../../preload/contract/index.ts';

/** As a person calls it: the pause process is the sandbox. */
export function rowName({ role, container }: Pick<NamespaceRow, 'role' | 'container'>): string {
  return role === 'sandbox' ? 'sandbox' : role === 'node' ? 'node' : container;
}

/** `target web · `, before what a debug container runs. */
export function rowTarget({ role, target }: Pick<NamespaceRow, 'role' | 'target'>): string {
  return role === 'ephemeral' ? `${target === undefined ? 'debug' : `target ${target}`} · ` : '';
}

/** What the row runs, or what it is. */
export function rowCommand({ role, command }: Pick<NamespaceRow, 'role' | 'command'>): string {
  return command ?? (role === 'sandbox' ? 'pause' : role === 'node' ? 'what the host has' : 'not seen');
}
