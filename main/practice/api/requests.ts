/** Plain requests: who asks, whether they may, and the answer. Streams are `upgrades.ts`. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import type { Pod } from '../../kube/index.ts';
import type { Kubelet } from '../kubelet/kubelet.ts';
import { reviewAccess, reviewRules, reviewSelf } from './access-review.ts';
import { evict, remove, removeAll } from './deletion.ts';
import { discovery } from './discovery.ts';
import { isRecord, recordAt } from './json-value.ts';
import type { FaultAction } from './faults.ts';
import { createLists, shownList, versionOf, type Lists } from './lists.ts';
import { serveLog } from './pod-logs.ts';
import { decodeObject, fromYaml, mediaType, parseJson, readable, readBody, type RequestBody } from './request-body.ts';
import { isTrue, requestTarget, type RequestTarget } from './request-target.ts';
import { DEPLOYMENTS } from './resource-types.ts';
import { scaleOf } from './scale.ts';
import { selection } from './selectors.ts';
import { badRequest, expired, failure, forbidden, noSuchPath, Refusal, type Status } from './status.ts';
import type { Store } from './store.ts';
import { table, wantsTable } from './tables.ts';
import { isAllowed, questionOf, type User } from './users.ts';
import { misfit, unknownFields } from './validation/schema.ts';
import { serveWatch, type Watch } from './watch.ts';
import { existing, write, type WriteAnswer } from './writes.ts';

export interface RequestsOptions {
  readonly store: Store;
  readonly kubelet: Kubelet;
  readonly gitVersion: string;
  /** Records the request and says whose it is; throws for nobody's. */
  readonly enter: (request: IncomingMessage) => User;
  /** `false`: the fault has dealt with the request. */
  readonly strike: (request: IncomingMessage, refuse: (status: Status, retryAfter?: number) => void) => Struck;
  readonly onWatch: (watch: Watch) => () => void;
  readonly onWrite: () => void;
}

export type Struck = { readonly done: true } | { readonly done: false; readonly fault: FaultAction | undefined };

interface Incoming {
  readonly target: RequestTarget;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: RequestBody;
  readonly fault: FaultAction | undefined;
}

export function createRequestHandler(
  options: RequestsOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { store, kubelet, gitVersion, enter, strike, onWatch, onWrite } = options;
  const lists: Lists = createLists(store);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = request;
    response.on('error', () => undefined);
    const refuse = (status: Status, retryAfter?: number): void => {
      if (response.headersSent) response.end();
      else answer(response, status.code, status, retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) });
    };
    try {
      const url = new URL(path, 'https://server');
      const bytes = await readBody(request);
      const user = enter(request);
      const struck = strike(request, refuse);
      if (struck.done) return;
      const { fault } = struck;
      if (fault?.kind === 'slow') await wait(fault.milliseconds);
      const body = readable(bytes, headers['content-type'] ?? '', sentKind(method, url));
      const facts = method === 'GET' ? discovery(url.pathname, gitVersion) : undefined;
      if (facts !== undefined) answer(response, 200, facts);
      else if (/^\/(readyz|livez|healthz)$/.test(url.pathname)) response.end('ok');
      else if (url.pathname.endsWith('/selfsubjectaccessreviews'))
        answer(response, 201, reviewAccess(user, parseBody(body)));
      else if (url.pathname.endsWith('/selfsubjectrulesreviews'))
        answer(response, 201, reviewRules(user, parseBody(body)));
      else if (url.pathname.endsWith('/selfsubjectreviews')) answer(response, 201, reviewSelf(user));
      else await serve(response, user, method, url, { headers, body, fault });
    } catch (error) {
      refuse(
        error instanceof Refusal
          ? error.status
          : failure(500, 'InternalError', `Internal error occurred: ${String(error)}`),
      );
    }
  }

  async function serve(
    response: ServerResponse,
    user: User,
    method: string,
    url: URL,
    rest: Pick<Incoming, 'headers' | 'body' | 'fault'>,
  ): Promise<void> {
    const target = requestTarget(method, url);
    if (target === undefined) throw new Refusal(noSuchPath());
    if (!isAllowed(user, questionOf(target))) throw new Refusal(forbidden(user.name, target.verb, target));
    const incoming: Incoming = { target, query: url.searchParams, ...rest };
    if (rest.fault?.kind === 'malformed' && target.verb !== 'watch') {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end('{"kind":"List","items":[{"metadata":');
      return;
    }
    switch (target.verb) {
      case 'list':
        list(response, incoming);
        break;
      case 'watch':
        watch(response, incoming);
        break;
      case 'get':
        await get(response, incoming);
        break;
      default: {
        const before = store.version;
        const done = change(incoming);
        if (store.version > before) onWrite();
        const warnings = done.warnings.map((warning) => `299 - "${warning.replaceAll('"', String.raw`\"`)}"`);
        answer(response, done.code, done.body, warnings.length === 0 ? {} : { Warning: warnings });
      }
    }
  }

  function list(response: ServerResponse, { target, query, headers, fault }: Incoming): void {
    const { type, kubeNamespace } = target;
    if (fault?.kind === 'expired') throw new Refusal(expired(1, store.oldest));
    const found = lists.answer(type, kubeNamespace, query, fault?.kind === 'stale' ? fault.changes : 0);
    const isTable = wantsTable(headers.accept);
    answer(response, 200, isTable ? table(type, found.items, found.metadata) : shownList(found));
  }

  function watch(response: ServerResponse, { target, query, headers, fault }: Incoming): void {
    const { type, kubeNamespace } = target;
    const timeout = query.get('timeoutSeconds');
    const isTable = wantsTable(headers.accept);
    const opened = serveWatch(response, store, {
      ...{ type, kubeNamespace, fault, since: versionOf(query) },
      matches: selection(query, type),
      timeoutSeconds: timeout === null ? undefined : Number(timeout),
      bookmarks: isTrue(query.get('allowWatchBookmarks')),
      initialEvents: isTrue(query.get('sendInitialEvents')),
      shown: (object) =>
        isTable ? table(type, [object], { resourceVersion: object.metadata.resourceVersion }) : object,
    });
    response.on('close', onWatch(opened));
  }

  async function get(response: ServerResponse, { target, query, headers }: Incoming): Promise<void> {
    const object = existing(store, target);
    const pod: Pod = object;
    switch (target.subresource) {
      case 'log':
        await serveLog(response, kubelet, pod, query);
        break;
      case 'scale':
        answer(response, 200, scaleOf(object));
        break;
      case 'exec':
      case 'attach':
      case 'portforward':
        throw new Refusal(badRequest('Upgrade request required'));
      default:
        answer(response, 200, wantsTable(headers.accept) ? table(target.type, [object], {}) : object);
    }
  }

  function change({ target, query, headers, body }: Incoming): WriteAnswer {
    const { verb } = target;
    if (verb === 'delete') return remove(store, target, query, body.text);
    if (verb === 'deletecollection') return removeAll(store, target, query, body.text);
    if (target.subresource === 'eviction') return evict(store, target, query, body.text);
    const { contentType } = body;
    const checks = checkFields(target, contentType, body.text, query.get('fieldValidation') ?? 'Warn');
    const fieldManager = query.get('fieldManager') ?? '';
    const isApply = mediaType(contentType) === 'application/apply-patch+yaml';
    const done = write(store, {
      ...{
        target,
        contentType,
        body: checks.body,
        dryRun: query.get('dryRun') === 'All',
        force: isTrue(query.get('force')),
      },
      // Without a name of its own a client is known by its program, as a real server has it.
      fieldManager:
        fieldManager === '' && !isApply ? ((headers['user-agent'] ?? 'unknown').split('/')[0] ?? '') : fieldManager,
    });
    return { ...done, warnings: [...checks.warnings, ...done.warnings] };
  }

  return handle;
}

/** Fields of workloads that are unknown or of another type; apply has a check of its own. */
function checkFields(
  { type, verb, subresource }: RequestTarget,
  contentType: string,
  body: string,
  mode: string,
): { readonly body: string; readonly warnings: readonly string[] } {
  if (type.group !== DEPLOYMENTS.group || verb !== 'create' || subresource !== undefined) return { body, warnings: [] };
  const object = decodeObject(body, contentType, type);
  const refuse = (why: string): never => {
    throw new Refusal(
      badRequest(`${type.kind} in version "${type.version}" cannot be handled as a ${type.kind}: ${why}`),
    );
  };
  const wrong = misfit(type, object);
  if (wrong !== undefined) refuse(wrong);
  const unknown = unknownFields(type, object).map((field) => `unknown field "${field}"`);
  if (mode === 'Strict' && unknown.length > 0) refuse(`strict decoding error: ${unknown.join(', ')}`);
  const known = Object.entries(recordAt(object, 'spec')).filter(
    ([key]) => !unknownFields(type, object).includes(`spec.${key}`),
  );
  const kept = unknown.length === 0 ? body : JSON.stringify({ ...object, spec: Object.fromEntries(known) });
  return { body: kept, warnings: mode === 'Warn' ? unknown : [] };
}

function parseBody({ text, contentType }: RequestBody): unknown {
  return mediaType(contentType) === 'application/yaml' ? fromYaml(text) : (parseJson(text) ?? {});
}

/** The kind of what such a request carries, for words about a body that cannot be read. */
function sentKind(method: string, url: URL): string {
  if (method === 'DELETE') return 'DeleteOptions';
  if (url.pathname.endsWith('/selfsubjectaccessreviews')) return 'SelfSubjectAccessReview';
  if (url.pathname.endsWith('/selfsubjectrulesreviews')) return 'SelfSubjectRulesReview';
  if (url.pathname.endsWith('/selfsubjectreviews')) return 'SelfSubjectReview';
  const target = requestTarget(method, url);
  if (target?.subresource === 'eviction') return 'Eviction';
  return target?.subresource === 'scale' ? 'Scale' : (target?.type.kind ?? '');
}

function answer(
  response: ServerResponse,
  code: number,
  body: object,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.writeHead(code, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache, private' });
  response.end(JSON.stringify(isRecord(body) ? body : {}));
}
