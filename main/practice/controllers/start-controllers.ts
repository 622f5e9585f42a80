/** Calls the controllers that a change concerns, in turn and never inside the change itself. */
import { createReporter, type Report } from '../kubelet/pod-events.ts';
import type { Store } from '../api/store.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { Controller, ControllerContext } from './controller.ts';
import { keepKubeNamespaces } from './keep-kube-namespaces.ts';
import { keepReplicas } from './keep-replicas.ts';
import { listEndpoints } from './list-endpoints.ts';
import { rollOutDeployments } from './roll-out-deployments.ts';
import { schedulePods } from './schedule-pods.ts';

const CONTROLLERS: readonly Controller[] = [
  keepKubeNamespaces,
  rollOutDeployments,
  keepReplicas,
  schedulePods,
  listEndpoints,
  collectGarbage,
];

/** Returns how to stop them. */
export function startControllers(store: Store, node: string): () => void {
  const reporters = new Map<string, Report>();
  const report = (component: string): Report => {
    const known = reporters.get(component) ?? createReporter(store, component);
    reporters.set(component, known);
    return known;
  };
  const context: ControllerContext = { store, node, report };
  const due = new Set<Controller>(CONTROLLERS);
  let turn: NodeJS.Immediate | undefined;

  function run(): void {
    turn = undefined;
    for (const controller of [...due]) {
      due.delete(controller);
      controller.reconcile(context);
    }
  }
  const plan = (): void => {
    turn ??= setImmediate(run);
  };
  const unsubscribe = store.onChange((change) => {
    for (const controller of CONTROLLERS) if (controller.concerns(change)) due.add(controller);
    if (due.size > 0) plan();
  });
  plan();
  return () => {
    unsubscribe();
    clearImmediate(turn);
  };
}
