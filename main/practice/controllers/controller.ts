/** What every controller is given, and how it is called. */
import type { KubeObject, OwnerReference } from '../../kube/index.ts';
import type { Report } from '../kubelet/pod-events.ts';
import type { Change, Store, StoredObject } from '../api/store.ts';

export interface ControllerContext {
  readonly store: Store;
  readonly node: string;
  readonly report: (component: string) => Report;
}

export interface Controller {
  /** Whether a change may have made something due. */
  readonly concerns: (change: Change) => boolean;
  /** Does what is due; is called again after what it has changed itself. */
  readonly reconcile: (context: ControllerContext) => void;
}

export function controllerOf({ metadata }: KubeObject): OwnerReference | undefined {
  return metadata?.ownerReferences?.find(({ controller }) => controller === true);
}

export function ownedBy(owner: StoredObject): readonly OwnerReference[] {
  const { apiVersion, kind, metadata } = owner;
  return [{ apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true, blockOwnerDeletion: true }];
}
