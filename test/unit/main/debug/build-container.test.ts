import { describe, expect, it } from 'vitest';

import { buildContainer } from '../../../../main/debug/build-container.ts';
import type { Pod } from '../../../../main/kube/index.ts';
import { DebugRequest } from '../../../../preload/contract/debug.ts';

const wish = { context: 'lab', kubeNamespace: 'default', pod: 'web', image: 'busybox', profile: 'legacy' };
const pod: Pod = {
  spec: {
    containers: [
      {
        name: 'web',
        env: [
          { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'secret', key: 'password' } } },
          { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
        ],
        envFrom: [{ secretRef: { name: 'more' } }],
        volumeMounts: [
          { name: 'data', mountPath: '/data' },
          { name: 'config', mountPath: '/etc/app.conf', subPath: 'app.conf' },
        ],
      },
    ],
  },
};
const build = (more: object): object =>
  buildContainer(DebugRequest.parse({ ...wish, ...more }), 'debugger', pod).container;

describe('buildContainer', () => {
  it('sets no more than kubectl -it does', () => {
    expect(build({})).toEqual({
      name: 'debugger',
      image: 'busybox',
      stdin: true,
      tty: true,
      terminationMessagePolicy: 'File',
    });
  });

  it('takes everything that may be wished', () => {
    const more = {
      target: 'web',
      command: ['sleep', '1'],
      environment: [{ name: 'A', value: '' }],
      imagePullPolicy: 'Never',
      stdin: false,
      tty: false,
    };
    expect(build(more)).toEqual({
      name: 'debugger',
      image: 'busybox',
      command: ['sleep', '1'],
      env: [{ name: 'A', value: '' }],
      imagePullPolicy: 'Never',
      targetContainerName: 'web',
      terminationMessagePolicy: 'File',
    });
    expect(build({ command: ['-x'], argumentsOnly: true })).toMatchObject({ args: ['-x'] });
  });

  it('takes the target’s environment by reference, never a secret’s value', () => {
    expect(build({ target: 'web', targetEnvironment: true })).toMatchObject({
      env: [
        { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'secret', key: 'password' } } },
        { name: 'CPU', valueFrom: { resourceFieldRef: { containerName: 'web', resource: 'limits.cpu' } } },
      ],
      envFrom: [{ secretRef: { name: 'more' } }],
    });
  });

  it('mounts what the target mounts, and names the sub-paths that it cannot', () => {
    const request = DebugRequest.parse({ ...wish, target: 'web', targetMounts: true });
    const { container, partial } = buildContainer(request, 'debugger', pod);
    expect(container.volumeMounts).toEqual([{ name: 'data', mountPath: '/data' }]);
    expect(partial.impossibleMounts).toEqual(['/etc/app.conf']);
  });

  it('runs as the user that was asked for, unless the custom file says another', () => {
    expect(build({ runAsUser: 999, runAsGroup: 5 })).toMatchObject({
      securityContext: { runAsUser: 999, runAsGroup: 5 },
    });
    const custom = '{"securityContext":{"runAsUser":7}}';
    expect(build({ runAsUser: 999, profile: 'general', custom })).toMatchObject({
      securityContext: { runAsUser: 7, capabilities: { add: ['SYS_PTRACE'] } },
    });
  });

  it('waits quietly for its time where it is kept alive', () => {
    const made = build({ keepAliveSeconds: 3600, stdin: false, tty: false });
    expect(made).toMatchObject({ command: ['sh', '-c', expect.stringContaining('sleep 3600 & wait')] });
    expect(made).not.toHaveProperty('stdin');
  });
});
