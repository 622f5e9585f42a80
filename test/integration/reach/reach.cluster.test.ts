import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { root } from '../../../build/config/paths.ts';
import { createDebug } from '../../../main/debug/index.ts';
import { runCommand } from '../../../main/kube/index.ts';
import { numberFact, openReach, parseEntry, readRecords, type ReachSession } from '../../../main/reach/index.ts';
import { DebugRequest } from '../../../preload/contract/debug.ts';
import {
  type ClusterLab,
  httpServer,
  openClusterLab,
  springPetclinic,
  uncancelled,
} from '../../support/cluster-lab.ts';

const programs = join(root, 'build/reach/bin');

async function bytesOf(output: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of output) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const text = async (output: AsyncIterable<Uint8Array>): Promise<string> => (await bytesOf(output)).toString('utf8');

async function* parts(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  await Promise.resolve();
  yield bytes;
}

describe('the program in a debug container', () => {
  let lab: ClusterLab;
  let serverPod: string;
  let javaPod: string;

  beforeAll(async () => {
    lab = await openClusterLab(`reach-${process.pid}`);
    await lab.apply(httpServer(), springPetclinic());
    serverPod = await lab.podOf('http-server');
    javaPod = await lab.podOf('spring-petclinic');
  });
  afterAll(() => lab.dispose());

  async function debugWith(pod: string, target: string, profile: string): Promise<ReachSession> {
    const name = `reach-${profile}`;
    const wish = { context: lab.context, kubeNamespace: lab.kubeNamespace, pod, target, name, profile };
    const image = { image: 'busybox:latest', imagePullPolicy: 'IfNotPresent', command: ['sleep', '600'] };
    const request = DebugRequest.parse({ ...wish, ...image });
    for await (const { phase } of createDebug({ clusterOf: lab.clusterOf }).start(request, uncancelled())) {
      if (phase === 'running') break;
    }
    const startedAt = performance.now();
    const session = await openReach(lab.cluster, containerOf(pod, name), { programs });
    console.log(`${profile}: open in ${Math.round(performance.now() - startedAt)} ms`);
    return session;
  }

  const containerOf = (pod: string, container: string) => ({ kubeNamespace: lab.kubeNamespace, pod, container });

  it('lists, reads with proof and writes in a target that has no tools, and is gone afterwards', async () => {
    const session = await debugWith(serverPod, 'http-server', 'general');
    await session.request(['stat', '1', '/']).result;
    const latencies: number[] = [];
    for (let round = 0; round < 50; round += 1) {
      const startedAt = performance.now();
      await session.request(['stat', '1', '/etc/passwd']).result;
      latencies.push(performance.now() - startedAt);
    }
    latencies.sort((one, other) => one - other);
    console.log(`stat: ${latencies[25]?.toFixed(1)} ms (median of 50), ${latencies[49]?.toFixed(1)} ms at most`);

    const listedAt = performance.now();
    const names: string[] = [];
    for await (const record of readRecords(session.request(['list', '1', '/usr/lib']).output)) {
      names.push(Buffer.from(parseEntry(record)!.name).toString());
    }
    console.log(`list /usr/lib: ${names.length} entries in ${(performance.now() - listedAt).toFixed(1)} ms`);
    expect(names[0]).toBe('/usr/lib');

    const content = Buffer.alloc(50 * 1024 * 1024);
    for (let at = 0; at < content.length; at += 4) content.writeUInt32LE((at * 2654435761) % 2 ** 32, at);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const wroteAt = performance.now();
    const write = ['write', `--size=${content.length}`, `--sha256=${sha256}`, '1', '/tmp/upload'];
    const written = await session.request(write, { input: parts(content) }).result;
    console.log(`write 50 MiB: ${(50 / ((performance.now() - wroteAt) / 1000)).toFixed(0)} MiB/s`);
    expect(written.facts.get('sha256')).toBe(sha256);

    const readAt = performance.now();
    const read = session.request(['read', '1', '/tmp/upload']);
    const received = await bytesOf(read.output);
    console.log(`read 50 MiB: ${(50 / ((performance.now() - readAt) / 1000)).toFixed(0)} MiB/s`);
    expect(createHash('sha256').update(received).digest('hex')).toBe(sha256);
    expect((await read.result).facts.get('sha256')).toBe(sha256);
    expect(numberFact(await read.result, 'changed')).toBe(0);

    // An absolute link in the target, which a plain /proc/1/root path would follow into the debug container.
    const link = ['python3', '-c', 'import os; os.symlink("/etc/passwd", "/tmp/absolute")'];
    await runCommand(lab.cluster, containerOf(serverPod, 'http-server'), link);
    const python = ['python3', '-c', 'print(open("/etc/passwd").read(), end="")'];
    const own = await runCommand(lab.cluster, containerOf(serverPod, 'http-server'), python);
    expect(own.exitCode).toBe(0);
    expect(await text(session.request(['read', '1', '/tmp/absolute']).output)).toBe(Buffer.from(own.stdout).toString());

    const commands = new Map<string, string>();
    for await (const [head, , , command] of readRecords(session.request(['observe', '--passes=1']).output)) {
      commands.set(Buffer.from(head!).toString(), Buffer.from(command ?? []).toString());
    }
    expect(commands.get('P 1')).toContain('python');
    await expect(session.request(['read', '1', '/nowhere']).result).rejects.toMatchObject({ code: 'PATH_NOT_FOUND' });

    expect(await session.close()).toBe(true);
    const left = await runCommand(lab.cluster, containerOf(serverPod, 'reach-general'), ['ls', '-A', '/tmp']);
    expect(Buffer.from(left.stdout).toString()).toBe('');
  });

  it.each(['baseline', 'general'])('speaks to a JVM without a JDK under the profile %s', async (profile) => {
    const log = () => lab.kubectl('logs', '-n', lab.kubeNamespace, javaPod, '-c', 'spring-petclinic');
    const before = await log();
    const session = await debugWith(javaPod, 'spring-petclinic', profile);
    const facts = await session.request(['jvm', '1']).result;
    console.log(`${profile}: ${[...facts.facts].map((fact) => fact.join('=')).join(' ')}`);
    expect(facts.facts.get('jvm')).toBe('libjvm');
    const startedAt = performance.now();
    const reply = session.request(['jcmd', '1', 'VM.version']);
    expect(await text(reply.output)).toContain('JDK 17.');
    const { facts: said } = await reply.result;
    console.log(
      `${profile}: VM.version in ${(performance.now() - startedAt).toFixed(1)} ms, signalled ${said.get('signalled')}`,
    );
    // The first client finds nobody listening; the second finds the first one's listener.
    expect(said.get('signalled')).toBe(profile === 'baseline' ? '1' : '0');
    const passwd = await text(session.request(['read', '1', '/etc/passwd']).output);
    expect(passwd).toContain('jetty');
    expect(await session.close()).toBe(true);
    expect(await log()).not.toMatch(/Full thread dump/);
    expect((await log()).startsWith(before)).toBe(true);
  });
});
