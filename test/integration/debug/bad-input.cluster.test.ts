/** What is wrong is said in a sentence before the server is asked to change anything; done anyway, nothing is changed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createDebug } from '../../../main/debug/index.ts';
import type { Cluster, RequestOptions } from '../../../main/kube/index.ts';
import { DebugRequest } from '../../../preload/contract/debug.ts';
import { toAppError } from '../../../preload/contract/errors.ts';
import { CopyRequest, NodeRequest } from '../../../preload/contract/pod-copies.ts';
import { httpServer, openClusterLab, uncancelled, type ClusterLab } from '../../support/cluster-lab.ts';

interface BadInput {
  readonly name: string;
  readonly kind?: 'copy' | 'node';
  readonly wish: Readonly<Record<string, unknown>>;
  readonly says: RegExp;
}

const REFUSED = /not modifiable via custom profile \(found: (name|command|image|lifecycle|volumeDevices)\)/;
const NOT_EPHEMERAL = /^An ephemeral container may not have (ports|resources|livenessProbe|restartPolicy)\.$/;

const BAD: readonly BadInput[] = [
  ...['UPPER', 'two words', 'busybox:', 'a//b', 'a'.repeat(256), 'x@sha256:12', '-dash', 'busybox:tag:tag'].map(
    (image) => ({ name: `the image ${image.slice(0, 20)}`, wish: { image }, says: /invalid image name/ }),
  ),
  { name: 'a name of 64 characters', wish: { name: 'n'.repeat(64) }, says: /no more than 63 characters/ },
  { name: 'a name with capitals', wish: { name: 'Debugger' }, says: /lower case letters/ },
  { name: 'a name that begins with a dash', wish: { name: '-debugger' }, says: /no "-" at either end/ },
  {
    name: 'the name of a container that is there',
    wish: { name: 'http-server' },
    says: /has a container http-server already/,
  },
  {
    name: 'the name of a debug container that is there',
    wish: { name: 'first' },
    says: /has a container first already/,
  },
  {
    name: 'a target that is not there',
    wish: { target: 'nobody' },
    says: /has no container nobody; it has http-server/,
  },
  { name: 'a debug container as target', wish: { target: 'first' }, says: /is a debug container itself/ },
  ...['name: x', 'command: [sh]', 'image: x', 'lifecycle: {preStop: {}}', 'volumeDevices: [{name: a}]'].map(
    (custom) => ({
      name: `a custom file with ${custom}`,
      wish: { custom },
      says: REFUSED,
    }),
  ),
  { name: 'the same in JSON', wish: { custom: '{"image":"x"}' }, says: REFUSED },
  ...[
    'ports: [{containerPort: 1}]',
    'resources: {limits: {cpu: 1}}',
    'livenessProbe: {exec: {}}',
    'restartPolicy: Always',
  ].map((custom) => ({ name: `a custom file with ${custom}`, wish: { custom }, says: NOT_EPHEMERAL })),
  { name: 'a custom file of another shape', wish: { custom: '- env' }, says: /is a map of fields/ },
  { name: 'a custom file that is none', wish: { custom: 'a: [b' }, says: /neither JSON nor YAML/ },
  { name: 'two documents', wish: { custom: 'tty: true\n---\ntty: false' }, says: /one document/ },
  { name: 'a field of another type', wish: { custom: 'env: none' }, says: /env must be a list/ },
  {
    name: 'a sub-path',
    wish: { custom: 'volumeMounts: [{name: a, mountPath: /a, subPath: b}]' },
    says: /may not mount a sub-path \(\/a\)/,
  },
  {
    name: 'a variable that cannot be one',
    wish: { environment: [{ name: 'A=B', value: '' }] },
    says: /cannot be the name of a variable/,
  },
  {
    name: 'a copy of its original’s name',
    kind: 'copy',
    wish: { copyTo: 'POD' },
    says: /a name other than its original/,
  },
  { name: 'a copy with a wrong name', kind: 'copy', wish: { copyTo: 'Copy_1' }, says: /RFC 1123 name/ },
  { name: 'a copy with a wrong image', kind: 'copy', wish: { image: 'UPPER' }, says: /invalid image name/ },
  {
    name: 'an image for a container that is not there',
    kind: 'copy',
    wish: { setImages: [{ container: 'nobody', image: 'busybox' }] },
    says: /has no container nobody; it has http-server/,
  },
  {
    name: 'a wrong image for a container',
    kind: 'copy',
    wish: { setImages: [{ container: '*', image: 'UPPER' }] },
    says: /invalid image name/,
  },
  { name: 'a copy and a custom file with an image', kind: 'copy', wish: { custom: 'image: x' }, says: REFUSED },
  { name: 'a node and a name of 64 characters', kind: 'node', wish: { name: 'n'.repeat(64) }, says: /no more than 63/ },
  { name: 'a node that is not there', kind: 'node', wish: { node: 'nowhere' }, says: /There is no node nowhere/ },
];

describe('bad input', { timeout: 120_000 }, () => {
  let lab: ClusterLab;
  let pod: string;

  beforeAll(async () => {
    lab = await openClusterLab(`bad-input-${process.pid}`);
    await lab.apply(httpServer());
    pod = await lab.podOf('http-server');
    const first = DebugRequest.parse({
      ...base(),
      pod,
      name: 'first',
      keepAliveSeconds: 600,
      stdin: false,
      tty: false,
    });
    const debug = createDebug({ clusterOf: lab.clusterOf });
    for await (const { phase } of debug.start(first, uncancelled())) if (phase === 'running') break;
  }, 120_000);
  afterAll(async () => lab.dispose());

  it(`is answered with a sentence before the server is asked, and changes nothing: ${BAD.length} cases`, async () => {
    const before = await stored();
    const wrong: string[] = [];
    for (const bad of BAD) {
      const sent: RequestOptions[] = [];
      const debug = createDebug({ clusterOf: (context) => recording(lab.clusterOf(context), sent) });
      const said = await planned(debug, bad);
      const asked = sent.filter((request) => isAsked(request, bad));
      const missesNode = bad.wish['node'] === 'nowhere';
      if (!bad.says.test(said)) wrong.push(`${bad.name}: said “${said}”`);
      if (asked.length > 0 && !missesNode) wrong.push(`${bad.name}: the server was asked`);
      const happened = await doneAnyway(debug, bad);
      if (!bad.says.test(happened)) wrong.push(`${bad.name}, done anyway: “${happened}”`);
    }
    console.log(
      `${BAD.length - new Set(wrong).size} of ${BAD.length} wrong wishes were answered before the server was asked`,
    );
    expect(wrong).toEqual([]);
    expect(await stored()).toBe(before);
  });

  const base = (): object => ({
    context: lab.context,
    kubeNamespace: lab.kubeNamespace,
    image: 'busybox',
    profile: 'general',
  });

  type Debug = ReturnType<typeof createDebug>;

  const copyOf = ({ wish }: BadInput): CopyRequest =>
    CopyRequest.parse({
      ...base(),
      pod,
      copyTo: 'copy',
      ...wish,
      ...(wish['copyTo'] === 'POD' ? { copyTo: pod } : {}),
    });

  /** The first sentence that speaks against it. */
  async function planned(debug: Debug, bad: BadInput): Promise<string> {
    try {
      if (bad.kind === 'copy') return sentence(await debug.planCopy(copyOf(bad), uncancelled()));
      if (bad.kind === 'node') {
        const node = await lab.kubectl('get', 'nodes', '-o', 'jsonpath={.items[0].metadata.name}');
        const plan = await debug.planNode(NodeRequest.parse({ ...base(), node, ...bad.wish }), uncancelled());
        return plan.findings.find(({ outcome }) => outcome === 'failed')?.sentence ?? sentence(plan);
      }
      return sentence(await debug.plan(DebugRequest.parse({ ...base(), pod, ...bad.wish }), uncancelled()));
    } catch (error) {
      return toAppError(error).message;
    }
  }

  function sentence({ refusal }: { readonly refusal?: { readonly message: string } }): string {
    return refusal?.message ?? 'nothing';
  }

  async function doneAnyway(debug: Debug, bad: BadInput): Promise<string> {
    const phases =
      bad.kind === 'copy'
        ? debug.startCopy(copyOf(bad), uncancelled())
        : bad.kind === 'node'
          ? debug.startNode(NodeRequest.parse({ ...base(), node: 'nowhere', ...bad.wish }), uncancelled())
          : debug.start(DebugRequest.parse({ ...base(), pod, ...bad.wish }), uncancelled());
    try {
      for await (const { phase } of phases) return `it was done: ${phase}`;
      return 'nothing was said';
    } catch (error) {
      return toAppError(error).message;
    }
  }

  /** Every pod of the Kubernetes namespace as the server has it. */
  function stored(): Promise<string> {
    const facts =
      '{range .items[*]}{.metadata.name} {.metadata.generation} {.spec.ephemeralContainers[*].name}{"\\n"}{end}';
    return lab.kubectl('-n', lab.kubeNamespace, 'get', 'pods', '-o', `jsonpath=${facts}`);
  }
});

/**
 * Reviews of rights ask for nothing to be changed; the dry runs that find out which profiles are admitted have neither the
 * wished name nor the target. What is wrong itself must not be sent.
 */
function isAsked({ method, path, query, body }: RequestOptions, { wish }: BadInput): boolean {
  if (method === 'GET' || path.includes('accessreviews')) return false;
  const text = JSON.stringify(body);
  const isOfWish = [wish['name'], wish['target']].some(
    (word) => typeof word === 'string' && text.includes(`"${word}"`),
  );
  const isProbe = query?.['dryRun'] !== undefined && (wish['name'] !== undefined || wish['target'] !== undefined);
  return !isProbe || isOfWish;
}

function recording(cluster: Cluster, sent: RequestOptions[]): Cluster {
  return new Proxy(cluster, {
    get: (target, property: keyof Cluster) =>
      property === 'request'
        ? (options: RequestOptions) => {
            sent.push(options);
            return target.request(options);
          }
        : target[property],
  });
}
