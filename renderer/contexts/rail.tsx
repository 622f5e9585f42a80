import type { ReactElement, ReactNode } from 'react';

import { RailItem } from './rail-item.tsx';
import './rail.css';

export interface RailProps {
  /** Names, in order. */
  readonly contexts: readonly string[];
  readonly current: string | undefined;
  readonly connected: ReadonlySet<string>;
  readonly onGo: (context: string) => void;
  readonly onDisconnect: (context: string) => void;
  readonly onConfigure: (context: string) => void;
  readonly onHide: (context: string) => void;
  /** Buttons at the end of the contexts, and at the bottom. */
  readonly addButton: ReactNode;
  readonly bottom: ReactNode;
}

export function Rail(props: RailProps): ReactElement {
  const { contexts, current, connected } = props;
  return (
    <nav className="rail" aria-label="Contexts">
      <div className="rail-contexts">
        {contexts.map((name) => (
          <RailItem
            key={name}
            name={name}
            isCurrent={name === current}
            isConnected={connected.has(name)}
            onGo={() => props.onGo(name)}
            onDisconnect={() => props.onDisconnect(name)}
            onConfigure={() => props.onConfigure(name)}
            onHide={() => props.onHide(name)}
          />
        ))}
        {props.addButton}
      </div>
      <div className="rail-bottom">{props.bottom}</div>
    </nav>
  );
}
