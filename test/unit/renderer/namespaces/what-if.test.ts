import { describe, expect, it } from 'vitest';

import { NAMESPACE_KINDS, NODE_NAMESPACES, type NamespaceRow } from '../../../../preload/contract/index.ts';
import { cellKey, NEW_DEBUGGER, sharing, suppose } from '../../../../renderer/namespaces/what-if.ts';

const POD_WIDE = ['net', 'ipc', 'uts', 'user', 'time', 'cgroup'];

function row(container: string, role: NamespaceRow['role'], more: Partial<NamespaceRow> = {}): NamespaceRow {
  return {
    container,
    role,
    cells: NAMESPACE_KINDS.map((kind) => ({
      kind,
      evidence: 'kernel',
      group: POD_WIDE.includes(kind) ? `pod ${kind}` : `${container} ${kind}`,
      because: '',
      ...(kind === 'user' ? { inode: NODE_NAMESPACES.user! } : {}),
    })),
    ...more,
  };
}

const rows = [row('pause', 'sandbox'), row('web', 'ordinary'), row('cache', 'ordinary'), row('tools', 'ephemeral')];

describe('suppose', () => {
  it('lets a targeted debug container into the target’s processes alone, and not into its files', () => {
    const { rows: after, added, changed } = suppose({ scenario: 'target', target: 'web' }, rows);
    expect(sharing(after, 'pid')).toContainEqual(['web', NEW_DEBUGGER]);
    expect(sharing(after, 'mnt').every((group) => group.length === 1)).toBe(true);
    expect(sharing(after, 'net')).toEqual([['pause', 'web', 'cache', 'tools', NEW_DEBUGGER]]);
    expect([...added]).toEqual([NEW_DEBUGGER]);
    expect(changed.has(cellKey('web', 'pid'))).toBe(true);
    expect(changed.has(cellKey(NEW_DEBUGGER, 'pid'))).toBe(true);
    expect(changed.has(cellKey(NEW_DEBUGGER, 'mnt'))).toBe(false);
    expect(changed.has(cellKey('cache', 'pid'))).toBe(false);
    expect(changed.has(cellKey('web', 'net'))).toBe(false);
    expect(after.slice(0, -1)).toEqual(rows);
  });

  it('gives all one pid namespace when processes are shared, in a new pod without the debug containers', () => {
    const { rows: after, changed } = suppose({ scenario: 'share' }, rows);
    expect(sharing(after, 'pid')).toEqual([['pause', 'web', 'cache']]);
    expect(sharing(after, 'net')).toEqual([['pause', 'web', 'cache']]);
    expect([...changed].toSorted()).toEqual(['pid cache', 'pid pause', 'pid web']);
    expect(after.every(({ cells }) => cells.every(({ evidence }) => evidence === 'inferred'))).toBe(true);
  });

  it('keeps no number of the original in a copy but the node’s', () => {
    const { rows: after } = suppose({ scenario: 'copy', sharesProcesses: true }, rows);
    expect(after.map(({ container }) => container)).toEqual(['pause', 'web', 'cache', NEW_DEBUGGER]);
    expect(sharing(after, 'pid')).toHaveLength(1);
    const numbers = after.flatMap(({ cells }) => cells.flatMap(({ inode }) => inode ?? []));
    expect(new Set(numbers)).toEqual(new Set([NODE_NAMESPACES.user]));
    const unshared = suppose({ scenario: 'copy', sharesProcesses: false }, rows);
    expect(sharing(unshared.rows, 'pid').every((group) => group.length === 1)).toBe(true);
  });

  it('puts the pod into the node’s network and host name, and nothing else of it', () => {
    const { rows: after, changed } = suppose({ scenario: 'hostNetwork' }, rows);
    expect(after[0]?.role).toBe('node');
    expect(sharing(after, 'net')[0]).toEqual(['node', 'pause', 'web', 'cache']);
    expect(sharing(after, 'uts')[0]).toContain('node');
    expect(sharing(after, 'ipc')[0]).toEqual(['pause', 'web', 'cache']);
    expect(changed.has(cellKey('web', 'net'))).toBe(true);
    expect(changed.has(cellKey('web', 'ipc'))).toBe(false);
    expect(changed.has(cellKey('web', 'user'))).toBe(false);
  });

  it('marks nothing of which it is not known how it is now', () => {
    const unknown = row('pause', 'sandbox', { cells: [{ kind: 'cgroup', evidence: 'unseen', because: '' }] });
    const { changed } = suppose({ scenario: 'copy', sharesProcesses: false }, [unknown, ...rows.slice(1)]);
    expect([...changed].filter((key) => key.startsWith('cgroup'))).toEqual([]);
  });
});
