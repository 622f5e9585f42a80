import type { ReactElement } from 'react';

import type { CommandHelp } from '../../../preload/contract/index.ts';
import { InertText } from '../../ui/index.ts';

export function CommandHelpView({ help }: { readonly help: CommandHelp }): ReactElement {
  return (
    <section className="jvm-help" aria-label={`Help for ${help.name}`}>
      <h2>
        <InertText text={help.name} />
      </h2>
      <p>
        <InertText text={help.summary} />
      </p>
      {help.impact === undefined ? undefined : (
        <p className="jvm-hint">
          Impact: <InertText text={help.impact} />
        </p>
      )}
      {help.parameters.length === 0 ? (
        <p className="jvm-hint">It takes nothing more.</p>
      ) : (
        <dl>
          {help.parameters.map(({ name, kind, type, defaultValue, description }) => (
            <div key={`${kind} ${name}`}>
              <dt>
                <code>
                  <InertText text={name} />
                </code>{' '}
                <small>
                  <InertText
                    text={[
                      kind === 'argument' ? 'by its place' : undefined,
                      type?.toLowerCase(),
                      defaultValue === undefined ? undefined : `default ${defaultValue}`,
                    ]
                      .filter((part) => part !== undefined)
                      .join(', ')}
                  />
                </small>
              </dt>
              <dd>
                <InertText text={description} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
