import type { ReactElement } from 'react';

import { Lock } from '../ui/index.ts';
import type { MapCell, MapLayout } from './layout/map-layout.ts';

interface Sign {
  readonly color: '0' | 'node' | 'alone';
  readonly evidence: MapCell['cell']['evidence'];
  readonly words: string;
  /** Whether a cell of the map looks like it. */
  readonly stands: (cell: MapCell) => boolean;
}

const SIGNS: readonly Sign[] = [
  {
    color: '0',
    evidence: 'kernel',
    words: 'equal colour, equal namespace',
    stands: ({ color }) => typeof color === 'number',
  },
  { color: 'node', evidence: 'kernel', words: 'the node’s', stands: ({ color }) => color === 'node' },
  {
    color: 'alone',
    evidence: 'kernel',
    words: 'its own',
    stands: ({ color, cell }) => color === 'alone' && cell.group !== undefined,
  },
  {
    color: '0',
    evidence: 'inferred',
    words: '≈ inferred from the spec',
    stands: ({ cell }) => cell.evidence === 'inferred',
  },
  {
    color: 'alone',
    evidence: 'unseen',
    words: 'unseen: nothing to ask',
    stands: ({ cell }) => cell.evidence === 'unseen',
  },
  {
    color: 'alone',
    evidence: 'refused',
    words: 'refused by the kernel',
    stands: ({ cell }) => cell.evidence === 'refused',
  },
];

/** What the signs of this map mean: only of those that it has. */
export function MapLegend(props: { readonly layout: MapLayout; readonly isSupposed: boolean }): ReactElement {
  const cells = props.layout.cells.flat();
  return (
    <div className="map-legend" role="note" aria-label="Legend">
      {SIGNS.filter(({ stands }) => cells.some(stands)).map(({ color, evidence, words }) => (
        <span key={words}>
          <i className="map-cell" data-color={color} data-evidence={evidence}>
            {evidence === 'refused' ? <Lock size={9} aria-hidden /> : undefined}
          </i>{' '}
          {words}
        </span>
      ))}
      {props.isSupposed ? (
        <span>
          <i className="map-cell" data-color="alone" data-evidence="inferred" data-changed="" /> not so now
        </span>
      ) : undefined}
    </div>
  );
}
