import type { ReactElement } from 'react';

import { Inspected } from './inspected.tsx';
import type { Inspection } from './use-inspection.ts';

export function ProcessLimits({ inspection }: { readonly inspection: Inspection }): ReactElement {
  return (
    <Inspected inspection={inspection} part={({ limits }) => limits}>
      {(limits) => (
        <table className="process-table">
          <thead>
            <tr>
              <th scope="col">limit</th>
              <th scope="col" data-align="end">
                now
              </th>
              <th scope="col" data-align="end">
                at most
              </th>
            </tr>
          </thead>
          <tbody>
            {limits.map(({ name, soft, hard, unit }) => (
              <tr key={name}>
                <th scope="row">
                  {name} {unit === '' || unit === name || name.endsWith(unit) ? undefined : <small>{unit}</small>}
                </th>
                <td data-align="end">{soft}</td>
                <td data-align="end">{hard === soft ? '=' : hard}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Inspected>
  );
}
