import type { IncomingMessage } from 'node:http';

import { AppError, cancelled } from '../../../preload/contract/errors.ts';
import type { Reply, RequestOptions, StreamOptions } from '../cluster.ts';
import { apiError } from '../errors.ts';
import { connectionError } from './connection-error.ts';
import type { Connection } from './connection.ts';
import { readBody } from './read-body.ts';
import { type HttpMessage, send, wasStaleSocket } from './send.ts';
import { warningTexts } from './warning-header.ts';

/** The API server itself gives up after 60 s; its word of it should come first. */
const TIMEOUT_MS = 75_000;
/** A stream has no end, but its head must come within this time. */
const HEAD_TIMEOUT_MS = 30_000;
/** A page of 500 well-filled pods stays below. */
const BODY_LIMIT = 64 * 1024 * 1024;
/** Of an answer that is an error only the message is of interest. */
const ERROR_BODY_LIMIT = 64 * 1024;

export interface HttpClient {
  request<T>(options: RequestOptions): Promise<Reply<T>>;
  /** The head of a GET whose body has no end yet; who gets it must read or destroy it. */
  open(options: StreamOptions): Promise<IncomingMessage>;
}

function isSuccess(response: IncomingMessage): boolean {
  const { statusCode = 0 } = response;
  return statusCode >= 200 && statusCode < 300;
}

function encode(body: unknown): string | Uint8Array {
  return typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
}

export function httpClient(connection: Connection): HttpClient {
  const { access } = connection;

  async function failure(response: IncomingMessage): Promise<AppError> {
    const body = await readBody(response, ERROR_BODY_LIMIT).catch(() => '');
    const retryAfter = response.headers['retry-after'];
    return apiError({ status: response.statusCode ?? 0, body, retryAfter }, access);
  }

  /** Sends, once again with a new credential after a 401, once again on a new socket if a kept one had gone. */
  async function exchange(message: HttpMessage, signal: AbortSignal): Promise<IncomingMessage> {
    let mayRenew = true;
    let mayResend = message.method === 'GET';
    for (;;) {
      const authorized = await connection.authorize(signal);
      let response: IncomingMessage;
      try {
        response = await send(message, authorized, signal);
      } catch (error) {
        if (!mayResend || !wasStaleSocket(error)) throw error;
        mayResend = false;
        continue;
      }
      if (isSuccess(response)) return response;
      if (response.statusCode !== 401 || !mayRenew || !connection.reject(authorized)) throw await failure(response);
      mayRenew = false;
      response.resume();
    }
  }

  async function request<T>(options: RequestOptions): Promise<Reply<T>> {
    const { timeoutMs = TIMEOUT_MS, signal, body, accept = 'application/json' } = options;
    const deadline = AbortSignal.timeout(timeoutMs);
    const ending = AbortSignal.any([connection.closed, deadline, ...(signal === undefined ? [] : [signal])]);
    try {
      const response = await exchange(
        {
          method: options.method,
          url: connection.url(options.path, options.query),
          headers: {
            Accept: accept,
            ...(access.disableCompression === true ? {} : { 'Accept-Encoding': 'gzip' }),
            ...(body === undefined ? {} : { 'Content-Type': options.contentType ?? 'application/json' }),
          },
          ...(body === undefined ? {} : { body: encode(body) }),
        },
        ending,
      );
      const text = await readBody(response, options.maxBytes ?? BODY_LIMIT);
      return {
        // What the server owes to the path; whoever asked knows its shape, and checks what it must.
        body: parse(text) as T,
        warnings: warningTexts(response.rawHeaders),
        status: response.statusCode ?? 0,
      };
    } catch (error) {
      if (signal?.aborted === true || connection.closed.aborted) throw cancelled();
      if (deadline.aborted) {
        const message = `${access.server} did not answer within ${String(Math.round(timeoutMs / 1000))} s.`;
        throw new AppError('TIMEOUT', message, { afterMs: timeoutMs });
      }
      throw connectionError(error, access.server);
    }
  }

  function parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (error) {
      const message = `${access.server} answers, but not as a Kubernetes API server: its answer is no JSON.`;
      throw new AppError('UNREACHABLE', message, { server: access.server }, { cause: error });
    }
  }

  async function open(options: StreamOptions): Promise<IncomingMessage> {
    const { signal, accept = '*/*' } = options;
    const head = new AbortController();
    const deadline = setTimeout(() => {
      const message = `${access.server} did not answer within ${String(HEAD_TIMEOUT_MS / 1000)} s.`;
      head.abort(new AppError('TIMEOUT', message, { afterMs: HEAD_TIMEOUT_MS }));
    }, HEAD_TIMEOUT_MS);
    const ending = AbortSignal.any([connection.closed, head.signal, ...(signal === undefined ? [] : [signal])]);
    try {
      const url = connection.url(options.path, options.query);
      return await exchange({ method: 'GET', url, headers: { Accept: accept } }, ending);
    } catch (error) {
      throw connectionError(error, access.server, ending);
    } finally {
      clearTimeout(deadline);
    }
  }

  return { request, open };
}
