/** Item streams as React state: opened while a component is there, opened anew after a lost connection. */
import { useEffect, useReducer, useRef, useState } from 'react';

import { toAppError, type AppError, type ItemReader } from '../../preload/contract/index.ts';
import { useBridge, type Api } from './api.tsx';

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
  const { api, connection } = useBridge().bridge;
  const [round, restart] = useReducer((count: number) => count + 1, 0);
  const opening = `${String(round)} ${key}`;
  const [state, setState] = useState<Received<Value>>({ key, opening, value: initial, error: undefined, ended: false });
  const latest = useRef({ open, reduce, initial });
  useEffect(() => {
    latest.current = { open, reduce, initial };
  });
  const active = open !== undefined;

  useEffect(() => {
    if (!active) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const receive = (change: (value: Value | undefined) => Value): void => {
      setState((old) => {
        const before = old.key === key ? old.value : latest.current.initial;
        return { key, opening, value: change(before), error: undefined, ended: false };
      });
    };
    const end = (error: AppError | undefined): void => {
      if (signal.aborted) return;
      setState((old) => ({ key, opening, value: old.key === key ? old.value : undefined, error, ended: true }));
    };
    const isOver = (): boolean => connection.value.state === 'refused' || connection.value.state === 'closed';
    void follow(() => latest.current.open?.(api, signal), receive, end, latest, isOver, signal);
    return () => {
      controller.abort();
    };
  }, [api, connection, key, opening, active]);

  const isOfKey = state.key === key;
  const isOfOpening = state.opening === opening;
  return {
    value: isOfKey ? state.value : initial,
    error: isOfOpening ? state.error : undefined,
    ended: isOfOpening && state.ended,
    restart,
  };
}

interface Received<Value> {
  readonly key: string;
  readonly opening: string;
  readonly value: Value | undefined;
  readonly error: AppError | undefined;
  readonly ended: boolean;
}

/** Reads until the end, opening again after a lost connection: the client waits for it by itself, unless none will come again. */
async function follow<Item, Value>(
  open: () => ItemReader<Item> | undefined,
  receive: (change: (value: Value | undefined) => Value) => void,
  end: (error: AppError | undefined) => void,
  latest: { readonly current: { readonly reduce: (value: Value | undefined, item: Item) => Value } },
  isOver: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const item of open() ?? []) {
        signal.throwIfAborted();
        receive((value) => latest.current.reduce(value, item));
      }
      end(undefined);
      return;
    } catch (error) {
      const appError = toAppError(error);
      if (appError.code === 'DISCONNECTED' && !isOver()) continue;
      end(appError);
      return;
    }
  }
}
