// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';

import { drawingToSvg } from '../../../../../renderer/namespaces/export/drawing.ts';
import { mapDrawing } from '../../../../../renderer/namespaces/export/map-drawing.ts';
import { mapMarkdown, treeMarkdown } from '../../../../../renderer/namespaces/export/markdown.ts';
import { treeDrawing } from '../../../../../renderer/namespaces/export/tree-drawing.ts';
import type { ThemeColors } from '../../../../../renderer/namespaces/export/theme-colors.ts';
import { processTree } from '../../../../../renderer/namespaces/process-tree.ts';
import type { NamespaceRow } from '../../../../../preload/contract/index.ts';
import { container, podDetail, podRef } from '../../debug/pod-detail.ts';
import { exampleProcess } from '../example-process.ts';

const HOSTILE = '</text><script>x</script> | **b** `c` \u0001\n# d & "e"';
const rows: readonly NamespaceRow[] = [
  {
    container: 'web',
    role: 'ordinary',
    command: HOSTILE,
    cells: [
      { kind: 'net', evidence: 'kernel', inode: 4_026_531_900, group: 'n', because: '' },
      { kind: 'pid', evidence: 'inferred', group: 'p', because: '' },
      { kind: 'mnt', evidence: 'refused', because: '' },
    ],
  },
  {
    container: 'tools',
    role: 'ephemeral',
    target: 'web',
    cells: [
      { kind: 'net', evidence: 'kernel', inode: 4_026_531_900, group: 'n', because: '' },
      { kind: 'pid', evidence: 'unseen', because: '' },
      { kind: 'mnt', evidence: 'unseen', because: '' },
    ],
  },
];
const at = '2026-11-26T02:00:00.000Z';
const colors: ThemeColors = {
  page: '#000',
  text: '#fff',
  muted: '#999',
  border: '#333',
  accent: '#00f',
  node: '#444',
  spaces: Array.from({ length: 8 }, () => ({ fill: '#123', on: '#fff' })),
};
const nodes = processTree(
  [{ container: 'tools', processes: [exampleProcess({ command: ['run', HOSTILE], container: 'web' })] }],
  podDetail([container('web')]),
);

function parsed(svg: string): Document {
  return new DOMParser().parseFromString(svg, 'image/svg+xml');
}

describe.each([
  ['map', mapDrawing({ pod: podRef, rows, at })(colors)],
  ['tree', treeDrawing({ pod: podRef, nodes, history: new Map(), at })(colors)],
])('the picture of the %s', (_name, drawing) => {
  it('is well-formed, and shows foreign text as text', () => {
    const document = parsed(drawingToSvg(drawing));
    expect(document.querySelector('parsererror')).toBeNull();
    expect(document.querySelector('script')).toBeNull();
    expect(document.documentElement.textContent).toContain('</text><scrip');
  });
});

describe('Markdown', () => {
  it('is a table whose cells cannot break out of it', () => {
    const text = mapMarkdown({ pod: podRef, rows, at, findings: ['net is shared.'] });
    const table = text.split('\n').filter((line) => line.startsWith('|'));
    const columns = (line: string): number => line.replaceAll('\\|', '').split('|').length;
    expect(new Set(table.map(columns)).size).toBe(1);
    expect(table).toHaveLength(4);
    expect(text).toContain('4026531900');
    expect(text).toContain('≈ own');
    expect(text).toContain('| tools | target web · not seen |');
    expect(text).toContain('- net is shared.');
    expect(text).not.toContain('<script>');
  });

  it('has every process', () => {
    const text = treeMarkdown({ pod: podRef, nodes, history: new Map(), at });
    expect(text).toContain('### web');
    expect(text).toContain('run ');
    expect(text).not.toContain('<script>');
  });
});
