/** Item streams as React state: opened while a component is there, opened anew after a lost connection. */
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';

import { toAppError, type AppError, type ItemReader } from '../../preload/contract/index.ts';
import { useApi, type Api } from './api.tsx';

export interface StreamState<Value> {
  /** What has come so far; stays while the stream is opened anew. */
  readonly value: Value | undefined;
  /** Why the stream ended, if it did so with an error. */
  readonly error: AppError | undefined;
  /** The core has nothing more to say. */
  readonly ended: boolean;
  /** Opens it again, after an error. */
  restart(): void;
}

export type OpenStream<Item> = (api: Api, signal: AbortSignal) => ItemReader<Item>;

/**
 * The newest item. `key` says what the stream is of: a new key forgets the old value and opens a new stream;
 * `open` itself may change with every render. `undefined` instead of a function: nothing is opened.
 */
export function useLatest<Item>(key: string, open: OpenStream<Item> | undefined): StreamState<Item> {
  return useReduced<Item, Item>(key, open, newest, undefined);
}

function newest<Item>(_: Item | undefined, item: Item): Item {
  return item;
}

/** All items folded into one value by a pure function. */
export function useReduced<Item, Value>(
  key: string,
  open: OpenStream<Item> | undefined,
  reduce: (value: Value | undefined, item: Item) => Value,
  initial: Value | undefined,
): StreamState<Value> {
  const api = useApi();
  const [state, setState] = useState<{
    readonly key: string;
    readonly value: Value | undefined;
    readonly error?: AppError;
    readonly ended: boolean;
  }>({
    key,
    value: initial,
    ended: false,
  });
  const [round, restart] = useReducer((count: number) => count + 1, 0);
  const openRef = useRef(open);
  const reduceRef = useRef(reduce);
  useEffect(() => {
    openRef.current = open;
    reduceRef.current = reduce;
  });
  const active = open !== undefined;

  useEffect(() => {
    setState({ key, value: initial, ended: false });
    if (!active) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const follow = async (): Promise<void> => {
      for (let again = true; again && !signal.aborted;) {
        again = false;
        try {
          const stream = openRef.current?.(api, signal);
          if (stream === undefined) return;
          for await (const item of stream) {
            if (signal.aborted) return;
            setState((old) => ({
              key,
              value: reduceRef.current(old.key === key ? old.value : initial, item),
              ended: false,
            }));
          }
          if (!signal.aborted) setState((old) => ({ ...old, ended: true }));
        } catch (error) {
          if (signal.aborted) return;
          const appError = toAppError(error);
          // The client waits for the connection by itself: opening again is all there is to do.
          if (appError.code === 'DISCONNECTED') again = true;
          else setState((old) => ({ ...old, error: appError, ended: true }));
        }
      }
    };
    void follow();
    return () => {
      controller.abort();
    };
    // `initial` belongs to the key.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [api, key, active, round]);

  const current = state.key === key;
  return {
    value: current ? state.value : initial,
    error: current ? state.error : undefined,
    ended: current && state.ended,
    restart: useCallback(() => {
      restart();
    }, []),
  };
}
