import type { NodeRequest } from '../../../preload/contract/pod-copies.ts';
import type { Container, Pod } from '../../kube/index.ts';
import { wishedFields } from '../build-container.ts';
import { mergeContainer } from '../custom/merge-container.ts';
import { wishedPartial, type WishedPartial } from '../custom/wished-partial.ts';
import { ANNOTATIONS, MANAGED_BY } from '../own-keys.ts';
import { profiles } from '../profiles/index.ts';

const HOST_ROOT = 'host-root';

export interface BuiltNodePod {
  readonly pod: Pod;
  readonly container: string;
  readonly partial: WishedPartial;
}

/** The pod that `kubectl debug node/NAME` creates. Pure. */
export function buildNodePod(request: NodeRequest, podName: string): BuiltNodePod {
  const { node, image, kubeNamespace, name = 'debugger', expiresSeconds } = request;
  const profile = profiles[request.profile];
  const partial = wishedPartial(request, { style: 'pod', resources: request.resources });
  const bare: Container = {
    name,
    image,
    ...wishedFields(request),
    terminationMessagePolicy: 'File',
    ...(profile.host.root ? { volumeMounts: [{ name: HOST_ROOT, mountPath: '/host' }] } : {}),
  };
  const container = mergeContainer(profile.apply(bare, 'node'), partial.fields);
  return {
    container: name,
    partial,
    pod: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: podName,
        namespace: kubeNamespace,
        labels: { [MANAGED_BY.label]: MANAGED_BY.value },
        annotations: { [ANNOTATIONS.debugsNode]: node },
      },
      spec: {
        nodeName: node,
        restartPolicy: 'Never',
        tolerations: [{ operator: 'Exists' }],
        containers: [container],
        ...(profile.host.namespaces ? { hostNetwork: true, hostPID: true, hostIPC: true } : {}),
        ...(profile.host.root ? { volumes: [{ name: HOST_ROOT, hostPath: { path: '/' } }] } : {}),
        ...(expiresSeconds === undefined ? {} : { activeDeadlineSeconds: expiresSeconds }),
      },
    },
  };
}
