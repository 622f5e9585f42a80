import { describe, expect, it } from 'vitest';

import { NAMESPACE_KINDS, type NamespaceRow } from '../../../../preload/contract/index.ts';
import { suppose } from '../../../../renderer/namespaces/what-if.ts';
import { container, podDetail } from '../debug/pod-detail.ts';

const POD_WIDE = ['net', 'ipc', 'uts', 'user', 'time'];

function row(name: string, role: NamespaceRow['role']): NamespaceRow {
  return {
    container: name,
    role,
    cells: NAMESPACE_KINDS.map((kind) => ({
      kind,
      evidence: 'kernel',
      group: POD_WIDE.includes(kind) ? `pod ${kind}` : `${name} ${kind}`,
      because: '',
    })),
  };
}

const rows = [row('sandbox', 'sandbox'), row('web', 'ordinary')];
const detail = podDetail([container('web')]);

function groupsOf(rowsNow: readonly NamespaceRow[], kind: string): readonly (string | undefined)[] {
  return rowsNow.map(({ cells }) => cells.find((cell) => cell.kind === kind)?.group);
}

describe('suppose', () => {
  it('lets a targeted debug container into the target’s processes, and not into its files', () => {
    const { rows: supposed } = suppose('targeted', rows, detail);
    const [, web, added] = groupsOf(supposed, 'pid');
    expect(added).toBe(web);
    expect(new Set(groupsOf(supposed, 'mnt')).size).toBe(3);
    expect(new Set(groupsOf(supposed, 'net')).size).toBe(1);
    expect(supposed.at(-1)?.cells.every(({ evidence }) => evidence === 'inferred')).toBe(true);
  });

  it('gives all one pid namespace when processes are shared', () => {
    const { rows: supposed } = suppose('shared', rows, detail);
    expect(new Set(groupsOf(supposed, 'pid')).size).toBe(1);
    expect(groupsOf(supposed, 'net')).toEqual(groupsOf(rows, 'net'));
  });

  it('takes nothing of the original into a copy', () => {
    const { rows: supposed } = suppose('copy', rows, detail);
    expect(groupsOf(supposed, 'net')).not.toContain('pod net');
    expect(new Set(groupsOf(supposed, 'net')).size).toBe(1);
    expect(supposed).toHaveLength(3);
  });
});
