import type { ReactElement } from 'react';

import { useConnection, type Bridge } from '../bridge/index.ts';
import { Problem } from '../problems/index.ts';
import { Busy, Button } from '../ui/index.ts';
import './app.css';

/** Until the core has answered: that it is being reached, or why it will not talk to this page. */
export function StartUp({ bridge }: { readonly bridge: Bridge }): ReactElement {
  const connection = useConnection(bridge);
  return (
    <main className="start-up">
      <h1>Kesako</h1>
      {connection.state === 'refused' ? (
        <Refusal error={connection.error} />
      ) : (
        <Busy what={connection.state === 'reconnecting' ? 'The core does not answer yet; trying again' : 'Starting'} />
      )}
    </main>
  );
}

function Refusal({ error }: { readonly error: Parameters<typeof Problem>[0]['error'] }): ReactElement {
  if (error.code === 'UNAUTHENTICATED') {
    return (
      <div className="start-up-words">
        <h2>This page may not open the app.</h2>
        <p>{error.message}</p>
        <p>
          It stands in the terminal where Kesako was started, and works once: so no other page and no other person on
          this machine can use your clusters.
        </p>
      </div>
    );
  }
  return (
    <div className="start-up-words">
      <Problem error={error}>
        <p>The window and the core are of different versions, or the core refused. Loading the page anew may help.</p>
      </Problem>
      <Button onPress={() => window.location.reload()}>Load anew</Button>
    </div>
  );
}
