/** A new pod, created and followed until its debug container runs or has ended. */
import type { DebugPhase } from '../../preload/contract/debug.ts';
import { createPod, type Container, type Pod } from '../kube/index.ts';
import { followContainer, type StartSetting } from './start.ts';

export interface NewPod {
  readonly pod: Pod;
  /** The one to look into; without one the first is followed. */
  readonly container: string | undefined;
}

export interface StartPodSetting extends Omit<StartSetting, 'keep'> {
  /** Writes down what has been created. */
  readonly keep: (created: Pod) => Promise<unknown> | undefined;
  /** Runs as soon as the pod is there. */
  readonly after?: () => AsyncIterable<DebugPhase>;
}

export async function* startPod(
  { pod, container }: NewPod,
  { cluster, now, signal, keep, after }: StartPodSetting,
): AsyncGenerator<DebugPhase, void, undefined> {
  const { body: created } = await createPod(cluster, pod, { signal });
  const { name = '', namespace = '', uid = '' } = created.metadata ?? {};
  const kept = keep(created);
  yield { phase: 'podCreated', at: now().toISOString(), pod: name, ...(container === undefined ? {} : { container }) };
  await kept;
  yield* after?.() ?? [];
  const followed = findFollowed(created, container);
  if (followed === undefined) return;
  yield* followContainer(cluster, { kubeNamespace: namespace, pod: name, uid }, followed, { now, signal });
}

function findFollowed(
  { spec }: Pod,
  wanted: string | undefined,
): { readonly name: string; readonly image: string; readonly list: 'containers' | 'initContainers' } | undefined {
  const find = (containers: readonly Container[] = []): Container | undefined =>
    wanted === undefined ? containers[0] : containers.find(({ name }) => name === wanted);
  const ordinary = find(spec?.containers);
  if (ordinary !== undefined) return { name: ordinary.name, image: ordinary.image ?? '', list: 'containers' };
  const init = find(spec?.initContainers);
  return init === undefined ? undefined : { name: init.name, image: init.image ?? '', list: 'initContainers' };
}
