/** The faults of the contract, as what the API server or the store is to do. */
import type { FaultRequest, PracticeRequests } from '../../preload/contract/practice.ts';
import type { ApiServer } from './api/api-server.ts';
import type { Fault, FaultAction } from './api/faults.ts';
import { PODS } from './api/resource-types.ts';
import { expired, failure, unauthorized } from './api/status.ts';

const REFUSED_MS = 5000;
const LATE_MS = 3000;
const AN_HOUR_MS = 3_600_000;
const MANY = 10_000;
/** Into the answer's body, past its head. */
const HALF_WAY = 400;

const PATHS: Readonly<Record<PracticeRequests, { readonly path: RegExp; readonly method?: string }>> = {
  everything: { path: /./ },
  lists: { path: /^(?!.*[?&]watch=)(?!.*\/(exec|attach|log|portforward)\?).*$/, method: 'GET' },
  watches: { path: /[?&]watch=/ },
  changes: { path: /./, method: 'PATCH' },
  exec: { path: /\/exec\?/ },
  attach: { path: /\/attach\?/ },
  logs: { path: /\/log\?/ },
};

/** Answers what has been struck so far, for faults that strike requests. */
export function addFault(server: ApiServer, { fault, on, count }: FaultRequest): Fault | undefined {
  let added: Fault | undefined;
  const rule = (action: FaultAction): void => {
    added = server.faults.add({ ...PATHS[on], ...(count === undefined ? {} : { count }), action });
  };
  switch (fault) {
    case 'refuse':
      void refuseForAWhile(server);
      break;
    case 'drop':
      rule({ kind: 'cut', afterBytes: HALF_WAY });
      break;
    case 'stall':
      rule({ kind: 'hang' });
      break;
    case 'slow':
      rule({ kind: 'slow', milliseconds: LATE_MS });
      break;
    case 'unauthorized':
      rule({ kind: 'status', status: unauthorized() });
      break;
    case 'forbidden':
      rule({ kind: 'forbidden' });
      break;
    case 'conflict':
      rule({
        kind: 'status',
        status: failure(
          409,
          'Conflict',
          'the object has been modified; please apply your changes to the latest version and try again',
        ),
      });
      break;
    case 'expired':
      rule(on === 'changes' ? { kind: 'status', status: expired(1, server.store.oldest) } : { kind: 'expired' });
      break;
    case 'throttled':
      rule({
        kind: 'status',
        status: failure(429, 'TooManyRequests', 'The apiserver is overloaded, please try again later', {
          retryAfterSeconds: 2,
        }),
        retryAfterSeconds: 2,
      });
      break;
    case 'failed':
      rule({
        kind: 'status',
        status: failure(500, 'InternalError', 'Internal error occurred: etcdserver: leader changed'),
      });
      break;
    case 'closed':
      rule({ kind: 'close', code: 1011 });
      break;
    case 'earlySuccess':
      rule({ kind: 'earlySuccess', afterBytes: HALF_WAY });
      break;
    case 'stale':
      rule({ kind: 'stale', changes: 100 });
      break;
    case 'malformed':
    case 'noStatus':
    case 'silent':
      rule({ kind: fault });
      break;
    case 'expiredToken':
      server.expireTokens();
      break;
    case 'changedCertificate':
      server.changeCertificate();
      break;
    case 'clockSkew':
      server.store.setClock(AN_HOUR_MS);
      break;
    case 'manyPods':
      addManyPods(server);
      break;
  }
  return added;
}

async function refuseForAWhile(server: ApiServer): Promise<void> {
  await server.stop();
  setTimeout(() => void server.restart(), REFUSED_MS);
}

/** They wait for a node that there is not. */
function addManyPods({ store }: ApiServer): void {
  for (let number = 0; number < MANY; number += 1) {
    const name = `idle-${String(number).padStart(5, '0')}`;
    const labels = { app: 'idle' };
    const pod = {
      metadata: { name, namespace: 'default', labels },
      spec: { containers: [{ name: 'idle', image: 'busybox:1' }], schedulingGates: [{ name: 'practice/idle' }] },
      status: { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }] },
    };
    store.put(PODS, pod);
  }
}
