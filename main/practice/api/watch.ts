import type { ServerResponse } from 'node:http';

import type { FaultAction } from './faults.ts';
import { apiVersionOf, type ResourceType } from './resource-types.ts';
import type { Matches } from './selectors.ts';
import { expired } from './status.ts';
import type { Change, Store, StoredObject } from './store.ts';

export interface WatchRequest {
  readonly type: ResourceType;
  readonly kubeNamespace: string | undefined;
  readonly matches: Matches;
  /** 0: the current state first. */
  readonly since: number;
  readonly timeoutSeconds: number | undefined;
  readonly bookmarks: boolean;
  /** The current state first, and a bookmark that marks its end. */
  readonly initialEvents: boolean;
  /** What stands for an object: itself, or a table of it. */
  readonly shown: (object: StoredObject) => object;
  readonly fault: FaultAction | undefined;
}

export interface Watch {
  /** Tells the version that has been reached, if the client wants to know. */
  bookmark(): void;
  /** As a server that ends a watch politely. */
  end(): void;
}

/** Streams changes until the client goes, the time is up, or the server closes. */
export function serveWatch(response: ServerResponse, store: Store, request: WatchRequest): Watch {
  const { type, kubeNamespace, matches, since, bookmarks, initialEvents, shown, fault } = request;
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.flushHeaders();
  const line = (kind: string, object: unknown): void => {
    response.write(`${JSON.stringify({ type: kind, object })}\n`);
  };

  let stop = (): void => undefined;
  const timer = setTimeout(end, (request.timeoutSeconds ?? 3600) * 1000);
  function end(): void {
    stop();
    clearTimeout(timer);
    response.end();
  }
  response.on('close', end);
  const watch: Watch = {
    bookmark: () => {
      if (!bookmarks) return;
      const metadata = { resourceVersion: String(store.version) };
      line('BOOKMARK', { kind: type.kind, apiVersion: apiVersionOf(type), metadata });
    },
    end,
  };

  if (fault?.kind === 'silent') return watch;
  if (fault?.kind === 'malformed') response.write('{"type":"ADDED","object":{"metadata"\n');
  if (fault?.kind === 'expired' || (since > 0 && since < store.oldest)) {
    line('ERROR', expired(since, store.oldest));
    end();
    return watch;
  }
  const tell = (change: Change): void => {
    const { object, resource } = change;
    if (resource !== type || (kubeNamespace !== undefined && object.metadata.namespace !== kubeNamespace)) return;
    const kind = changeFor(change, matches);
    if (kind !== undefined) line(kind, shown(object));
  };
  const fromStart = since === 0 || initialEvents;
  if (fromStart)
    for (const object of store.list(type, kubeNamespace)) if (matches(object)) line('ADDED', shown(object));
  for (const change of fromStart ? [] : store.changesAfter(since)) tell(change);
  if (initialEvents) {
    const metadata = { resourceVersion: String(store.version), annotations: { 'k8s.io/initial-events-end': 'true' } };
    line('BOOKMARK', { kind: type.kind, apiVersion: apiVersionOf(type), metadata });
  }
  stop = store.onChange(tell);
  return watch;
}

/** What a change means to one who sees only what matches: an object that stops matching is gone. */
function changeFor({ type, object, previous }: Change, matches: Matches): Change['type'] | undefined {
  const was = previous !== undefined && matches(previous);
  if (type === 'DELETED') return was ? 'DELETED' : undefined;
  const is = matches(object);
  if (was && is) return 'MODIFIED';
  if (is) return 'ADDED';
  return was ? 'DELETED' : undefined;
}

/** A real server leaves kind and apiVersion out of a list's items. */
export function listItem({ kind: _kind, apiVersion: _apiVersion, ...object }: StoredObject): object {
  return object;
}
