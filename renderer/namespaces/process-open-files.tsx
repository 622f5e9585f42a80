import type { ReactElement } from 'react';

import type { OpenFile } from '../../preload/contract/index.ts';
import { InertText } from '../ui/index.ts';
import { Inspected } from './inspected.tsx';
import type { Inspection } from './use-inspection.ts';

const OPENS = { read: 'r', write: 'w', both: 'rw', none: '–' } as const;
const OPENS_WORDS = {
  read: 'for reading',
  write: 'for writing',
  both: 'for reading and writing',
  none: 'as a place',
} as const;

/** Connections first: they are what one looks for. */
export function ProcessOpenFiles({ inspection }: { readonly inspection: Inspection }): ReactElement {
  return (
    <Inspected inspection={inspection} part={({ openFiles }) => openFiles}>
      {(files, isCut) => {
        const sockets = files.filter(({ socket, target }) => socket !== undefined || target.startsWith('socket:'));
        const others = files.filter((file) => !sockets.includes(file));
        return (
          <>
            <h3>
              Sockets <small>{sockets.length}</small>
            </h3>
            {sockets.length === 0 ? <p>None.</p> : <SocketTable files={sockets} />}
            <h3>
              Files <small>{others.length}</small>
            </h3>
            <table className="process-table">
              <tbody>
                {others.map(({ number, opens, target }) => (
                  <tr key={number}>
                    <th scope="row" data-align="end">
                      {number}
                    </th>
                    <td title={OPENS_WORDS[opens]}>{OPENS[opens]}</td>
                    <td className="process-target">
                      <InertText text={target} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {isCut ? <p>And more: only the first {files.length} are read.</p> : undefined}
          </>
        );
      }}
    </Inspected>
  );
}

function SocketTable({ files }: { readonly files: readonly OpenFile[] }): ReactElement {
  return (
    <table className="process-table">
      <thead>
        <tr>
          <th scope="col" data-align="end">
            fd
          </th>
          <th scope="col">kind</th>
          <th scope="col">state</th>
          <th scope="col">local ▸ peer</th>
        </tr>
      </thead>
      <tbody>
        {files.map(({ number, socket, target }) => (
          <tr key={number}>
            <th scope="row" data-align="end">
              {number}
            </th>
            <td>{socket?.protocol ?? '?'}</td>
            <td>{socket?.state ?? 'not in its tables'}</td>
            <td className="process-target">
              <InertText text={socket === undefined ? target : socket.local} />
              {socket?.peer === undefined ? undefined : (
                <>
                  {' ▸ '}
                  <InertText text={socket.peer} />
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
