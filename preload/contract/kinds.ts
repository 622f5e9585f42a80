/**
 * The three kinds of things a contract is made of. A kind is data, never guessed from a method's name.
 *
 * Schemas describe what comes *in* (checked in main: a page and a socket are both untrusted); what goes *out* is ours and
 * only typed. Values must survive JSON: no Date, Map, bigint or `undefined` inside arrays.
 */
import type { z } from 'zod';

/** Carries a type that exists only for the compiler. */
export interface Phantom<T> {
  readonly _type?: () => T;
}

/** One request, one reply; cancellable. */
export interface Call<Input extends z.ZodType, Output> {
  readonly kind: 'call';
  readonly input: Input;
  readonly output: Phantom<Output>;
}

/** A series of values, each a past-tense fact or a snapshot; the reader's credit paces it. */
export interface ItemStream<Input extends z.ZodType, Item> {
  readonly kind: 'items';
  readonly input: Input;
  readonly item: Phantom<Item>;
}

/** Bytes down, items up. `Opened` is sent once before the first byte. */
export interface ByteStream<Input extends z.ZodType, Up extends z.ZodType, Opened> {
  readonly kind: 'bytes';
  readonly input: Input;
  readonly up: Up;
  readonly opened: Phantom<Opened>;
}

export function call<Input extends z.ZodType>(input: Input): { returns: <Output>() => Call<Input, Output> } {
  return { returns: <Output>(): Call<Input, Output> => ({ kind: 'call', input, output: {} }) };
}

export function itemStream<Input extends z.ZodType>(input: Input): { of: <Item>() => ItemStream<Input, Item> } {
  return { of: <Item>(): ItemStream<Input, Item> => ({ kind: 'items', input, item: {} }) };
}

export function byteStream<Input extends z.ZodType, Up extends z.ZodType>(
  input: Input,
  up: Up,
): { opens: <Opened>() => ByteStream<Input, Up, Opened> } {
  return { opens: <Opened>(): ByteStream<Input, Up, Opened> => ({ kind: 'bytes', input, up, opened: {} }) };
}

export type Method =
  Call<z.ZodType, unknown> | ItemStream<z.ZodType, unknown> | ByteStream<z.ZodType, z.ZodType, unknown>;
export type DomainContract = Readonly<Record<string, Method>>;
export type Contract = Readonly<Record<string, DomainContract>>;

/** Ends the request when aborted. */
export interface RequestOptions {
  readonly signal?: AbortSignal;
}

/** Read with `for await`: asking for the next value says that the last one is done with, and returns its credit. */
export interface ItemReader<Item> extends AsyncIterable<Item> {
  close(): void;
}

export interface ByteReader<Up, Opened> extends AsyncIterable<Uint8Array> {
  readonly opened: Promise<Opened>;
  /** Resolves when the other side has room for more. */
  send(item: Up): Promise<void>;
  close(): void;
}

type ClientMethod<M> =
  M extends Call<infer Input, infer Output>
    ? (input: z.input<Input>, options?: RequestOptions) => Promise<Output>
    : M extends ItemStream<infer Input, infer Item>
      ? (input: z.input<Input>, options?: RequestOptions) => ItemReader<Item>
      : M extends ByteStream<infer Input, infer Up, infer Opened>
        ? (input: z.input<Input>, options?: RequestOptions) => ByteReader<z.input<Up>, Opened>
        : never;

/** What the user interface calls. */
export type Client<C extends Contract> = {
  readonly [Domain in keyof C]: { readonly [Name in keyof C[Domain]]: ClientMethod<C[Domain][Name]> };
};

/** One connected user interface. It outlives a lost connection for a while; what is registered ends with it. */
export interface Session {
  readonly id: string;
  /** `dispose` runs once when the session ends; the function returned takes it back. */
  onEnd(dispose: () => void | Promise<void>): () => void;
}

export interface RequestContext {
  /** Aborted when the caller cancels, closes the stream or its session ends. */
  readonly signal: AbortSignal;
  readonly session: Session;
}

export interface ByteRequestContext<Up, Opened> extends RequestContext {
  /** Call once, before the first byte. */
  opened(value: Opened): void;
  readonly up: AsyncIterable<Up>;
}

type ServiceMethod<M> =
  M extends Call<infer Input, infer Output>
    ? (input: z.output<Input>, context: RequestContext) => Promise<Output>
    : M extends ItemStream<infer Input, infer Item>
      ? (input: z.output<Input>, context: RequestContext) => AsyncIterable<Item>
      : M extends ByteStream<infer Input, infer Up, infer Opened>
        ? (input: z.output<Input>, context: ByteRequestContext<z.output<Up>, Opened>) => AsyncIterable<Uint8Array>
        : never;

/** What a domain of main implements; a missing or misspelt method does not compile. */
export type Service<D extends DomainContract> = { readonly [Name in keyof D]: ServiceMethod<D[Name]> };

export type Services<C extends Contract> = { readonly [Domain in keyof C]: Service<C[Domain]> };
