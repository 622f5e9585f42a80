import type { ReactElement } from 'react';

import type { ContextStatus } from '../../preload/contract/index.ts';
import { useApi } from '../bridge/index.ts';
import { Problem, problemWords } from '../problems/index.ts';
import { Button, Notice } from '../ui/index.ts';
import { retryWords } from './status-words.ts';
import { useNow } from './use-now.ts';

export interface ContextBannerProps {
  readonly context: string;
  readonly status: ContextStatus | undefined;
}

/** Above a context's own pages, and only there: what keeps it from being live. The other contexts are not affected. */
export function ContextBanner({ context, status }: ContextBannerProps): ReactElement | undefined {
  const api = useApi();
  const now = useNow(status?.state === 'stale');
  const reconnect = (): void => {
    // How it went is what the status then says.
    api.contexts.reconnect({ context }).catch(() => undefined);
  };
  if (status?.state === 'needsYou') {
    return (
      <div className="context-banner">
        {status.problem === undefined ? (
          <Notice
            state="bad"
            title={`${context} needs you.`}
            actions={
              <Button size="small" onPress={reconnect}>
                Reconnect
              </Button>
            }
          />
        ) : (
          <Problem error={status.problem} actions={[{ id: 'reconnect', title: 'Reconnect', onPress: reconnect }]} />
        )}
      </div>
    );
  }
  if (status?.state === 'stale') {
    const words = status.problem === undefined ? undefined : problemWords(status.problem);
    return (
      <div className="context-banner">
        <Notice
          state="waiting"
          title={words?.title ?? `${context} does not answer.`}
          end={
            <Button size="small" onPress={reconnect}>
              Try now
            </Button>
          }
        >
          {words?.remedy} Nothing here is live until it answers; {retryWords(status.retryAt, now)}.
          {words?.fact === undefined ? undefined : <div className="ui-notice-fact">{words.fact}</div>}
        </Notice>
      </div>
    );
  }
  return undefined;
}
