/** Debug containers through the contract: what is said before, what happens after, and what goes wrong. */
import { afterEach, beforeEach, expect, it } from 'vitest';

import type { Pod } from '../../../main/kube/index.ts';
import { ADMIN, startApiServer, type ApiServer } from '../../support/practice/start-api-server.ts';
import { addObject, runningPod } from '../../support/practice/objects.ts';
import { PODS } from '../../../main/practice/api/resource-types.ts';
import { shell } from '../../support/practice/shell.ts';
import { READ_ONLY, type User } from '../../../main/practice/api/users.ts';
import { follow } from '../../support/follow.ts';
import { startCore, type RunningCore } from '../../support/running-core.ts';

const VIEWER: User = { name: 'viewer', token: 'token-of-viewer', rules: READ_ONLY };
const request = {
  context: 'admin',
  kubeNamespace: 'default',
  pod: 'web',
  image: 'busybox',
  name: 'debugger-1',
  target: 'app',
  profile: 'general',
} as const;

let server: ApiServer;
let core: RunningCore;
let pulled: PromiseWithResolvers<undefined>;

beforeEach(async () => {
  pulled = Promise.withResolvers();
  server = await startApiServer({
    users: [ADMIN, VIEWER],
    images: new Map([
      ['busybox', { program: shell }],
      ['slow', { program: shell, pull: () => pulled.promise }],
      ['failing', { program: () => Promise.resolve(3) }],
    ]),
  });
  addObject(server.store, runningPod({ name: 'web' }));
  core = await startCore([
    { context: 'admin', server, user: ADMIN },
    { context: 'viewer', server, user: VIEWER },
  ]);
});
afterEach(async () => {
  await core.dispose();
  await server.close();
  expect(core.errors).toEqual([]);
});

const ephemeralContainers = (): readonly unknown[] => {
  const pod: Pod | undefined = server.store.get(PODS, 'default', 'web');
  return pod?.spec?.ephemeralContainers ?? [];
};

it('plans without a change, and tells every phase until the container runs', async () => {
  const plan = await core.api.debug.plan(request);
  expect(plan).toMatchObject({ possible: true, name: 'debugger-1', warnings: [] });
  expect(server.writes).toBe(0);

  const start = follow(core.api.debug.start({ ...request, image: 'slow' }));
  await start.until(({ phase }) => phase === 'pulling');
  pulled.resolve(undefined);
  await start.until(({ phase }) => phase === 'running');
  expect(start.seen.map(({ phase }) => phase)).toEqual(['patched', 'pulling', 'pulled', 'created', 'running']);
  expect(ephemeralContainers()).toHaveLength(1);
});

it('goes on telling while an image cannot be pulled', async () => {
  const start = follow(core.api.debug.start({ ...request, image: 'no-such-image:1' }));
  await start.until((item) => item.phase === 'problem' && item.reason === 'ImagePullBackOff');
  const problems = start.seen.flatMap((item) => (item.phase === 'problem' ? [item] : []));
  expect(problems.map(({ reason }) => reason)).toEqual(['ErrImagePull', 'ImagePullBackOff']);
  expect(problems[0]?.error).toMatchObject({ code: 'IMAGE_PULL', data: { image: 'no-such-image:1' } });
  await start.close();
});

it('tells the exit code of a container that ended before anybody could attach', async () => {
  const start = follow(core.api.debug.start({ ...request, image: 'failing' }));
  const end = await start.until(({ phase }) => phase === 'terminated');
  expect(end).toMatchObject({ state: { exitCode: 3 } });
});

it('keeps the words of Pod Security, and changes nothing', async () => {
  addObject(server.store, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'default', labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
  });
  const plan = await core.api.debug.plan({ ...request, profile: 'sysadmin' });
  expect(plan.possible).toBe(false);
  expect(plan.refusal).toMatchObject({
    code: 'ADMISSION_DENIED',
    data: { policy: 'baseline:latest' },
    message:
      'pods "web" is forbidden: violates PodSecurity "baseline:latest": privileged (container "debugger-1" must not set securityContext.privileged=true)',
  });
  expect((await core.api.debug.plan({ ...request, profile: 'baseline' })).possible).toBe(true);
  expect(ephemeralContainers()).toEqual([]);
});

it('names the rights that a reader lacks', async () => {
  const plan = await core.api.debug.plan({ ...request, context: 'viewer' });
  expect(plan.possible).toBe(false);
  expect(
    plan.access.filter(({ allowed }) => !allowed).map(({ verb, subresource }) => `${verb} ${subresource ?? ''}`),
  ).toEqual(['patch ephemeralcontainers', 'get attach', 'create attach', 'get exec', 'create exec']);
  expect(plan.refusal).toMatchObject({
    code: 'FORBIDDEN',
    data: { verb: 'patch', resource: 'pods', subresource: 'ephemeralcontainers', name: 'web' },
  });
});

it('adds one container when the answer to the patch is lost', async () => {
  const lost = server.faults.add({
    method: 'PATCH',
    path: /\/ephemeralcontainers\?/,
    count: 1,
    action: { kind: 'cut', afterBytes: 40 },
  });
  const start = follow(core.api.debug.start(request));
  await start.until(({ phase }) => phase === 'running');
  expect(lost.hits).toBe(1);
  expect(ephemeralContainers()).toHaveLength(1);
  expect(server.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(2);
});

it('says that the pod went away while the container was being started', async () => {
  const start = follow(core.api.debug.start({ ...request, image: 'no-such-image:1' }));
  await start.until(({ phase }) => phase === 'problem');
  server.store.remove(PODS, 'default', 'web');
  await start.until(({ phase }) => phase === 'podGone');
});

it.each([
  ['a target that the pod does not have', { target: 'nobody' }, /^The pod has no container nobody; it has app\.$/],
  ['the name of another container', { name: 'app' }, /^The pod has a container app already/],
])('says what is wrong with %s before the server is asked', async (_what, change, words) => {
  const plan = await core.api.debug.plan({ ...request, ...change });
  expect(plan.possible).toBe(false);
  expect(plan.refusal).toMatchObject({ code: 'INVALID', message: expect.stringMatching(words) });
  expect(server.writes).toBe(0);
});
