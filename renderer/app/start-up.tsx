import type { ReactElement } from 'react';

import { useConnection, type Bridge } from '../bridge/index.ts';
import { Busy } from '../ui/index.ts';
import { Refusal } from './refusal.tsx';
import './app.css';

/** Until the core has answered: that it is being reached, or why it will not talk to this page. */
export function StartUp({ bridge }: { readonly bridge: Bridge }): ReactElement {
  const connection = useConnection(bridge);
  return (
    <main className="start-up">
      <h1>Kesako</h1>
      {connection.state === 'refused' ? (
        <div className="start-up-words">
          <Refusal error={connection.error} />
        </div>
      ) : (
        <Busy what={connection.state === 'reconnecting' ? 'The core does not answer yet; trying again' : 'Starting'} />
      )}
    </main>
  );
}
