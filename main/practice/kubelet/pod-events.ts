/** Events about objects, as the parts of a cluster report them. */
import type { KubeObject } from '../../kube/index.ts';
import { EVENTS } from '../api/resource-types.ts';
import type { Store } from '../api/store.ts';

export interface EventFacts {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** `spec.containers{web}` */
  readonly fieldPath?: string;
}

/** Of so many events it is known what they said, for counting. */
const REMEMBERED = 1000;

export type Report = (object: KubeObject, facts: EventFacts) => void;

/** What is reported again is counted, as the event recorder does. */
export function createReporter(store: Store, component: string, host?: string): Report {
  const names = new Map<string, string>();
  return (object, { type, reason, message, fieldPath }) => {
    const { name = '', namespace = 'default', uid = '', resourceVersion = '' } = object.metadata ?? {};
    const { apiVersion = 'v1', kind = '' } = object;
    const at = store.timestamp();
    const key = JSON.stringify([uid, fieldPath, type, reason, message]);
    const known = store.get(EVENTS, namespace, names.get(key) ?? '');
    if (known !== undefined) {
      const { count = 1 } = known as { readonly count?: number };
      store.put(EVENTS, { ...known, ...{ count: count + 1, lastTimestamp: at } });
      return;
    }
    const involvedObject = {
      ...{ kind, namespace, name, uid, apiVersion, resourceVersion },
      ...(fieldPath === undefined ? {} : { fieldPath }),
    };
    const own = `${name}.${(BigInt(Date.now()) * 1_000_000n + BigInt(store.version)).toString(16)}`;
    if (names.size >= REMEMBERED) names.clear();
    names.set(key, own);
    store.put(EVENTS, {
      metadata: { name: own, namespace },
      ...{ involvedObject, reason, message, type, count: 1, firstTimestamp: at, lastTimestamp: at },
      ...{ source: { component, ...(host === undefined ? {} : { host }) }, reportingComponent: component },
      ...{ eventTime: null, reportingInstance: host ?? '' },
    });
  };
}
