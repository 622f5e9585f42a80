/** Probes: what a container must do to be ready, and to be left running. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { field, fieldIfAny, list } from '../../../support/practice/fields.ts';
import { openTarget, type Answer, type TargetCluster } from '../../../support/practice/target-cluster.ts';
import { busybox } from './pods.ts';

const target: TargetCluster = await openTarget('same-probes');
const cases = describe.runIf(target.missing === undefined);

const often = { periodSeconds: 1, failureThreshold: 1 };
const command = (...words: readonly string[]): object => ({ exec: { command: words }, ...often });
const slowly = ['sh', '-c', 'sleep 1; touch /tmp/there; sleep 3600'];

beforeAll(async () => {
  if (target.missing !== undefined) return;
  const create = (name: string, container: object): Promise<Answer> =>
    target.call('POST', `${target.core}/pods`, { body: busybox(name, {}, container) });
  await Promise.all([
    create('dead', { livenessProbe: command('cat', '/tmp/alive') }),
    create('late', { command: slowly, readinessProbe: command('cat', '/tmp/there') }),
    create('stuck', { startupProbe: command('cat', '/tmp/begun'), livenessProbe: command('true') }),
    create('begun', { command: slowly, startupProbe: { ...command('cat', '/tmp/there'), failureThreshold: 30 } }),
  ]);
});
afterAll(() => target.dispose());

const pod = (name: string, holds: (answer: Answer) => boolean): Promise<Answer> =>
  target.until(`${target.core}/pods/${name}`, holds);
const status = (name: string) => (answer: Answer) => fieldIfAny(answer.body, 'status', 'containerStatuses', 0, name);
const messages = async (name: string): Promise<readonly unknown[]> => {
  const path = `${target.core}/events?fieldSelector=${encodeURIComponent(`involvedObject.name=${name}`)}`;
  const { body } = await target.until(path, ({ text }) => text.includes('will be restarted'));
  return list(body, 'items').map((event) => `${String(field(event, 'reason'))}: ${String(field(event, 'message'))}`);
};

cases('a container', () => {
  it.each([
    ['dead', 'Liveness', 'liveness', '/tmp/alive'],
    ['stuck', 'Startup', 'startup', '/tmp/begun'],
  ])('that is %s by its probe is started anew', async (name, kind, word, file) => {
    await pod(name, (answer) => Number(status('restartCount')(answer)) >= 1);
    const said = await messages(name);
    expect(said).toContainEqual(
      expect.stringMatching(new RegExp(`^Unhealthy: ${kind} probe failed: cat: can't open '${file}': No such file`)),
    );
    expect(said).toContainEqual(`Killing: Container app failed ${word} probe, will be restarted`);
  });

  it.each(['late', 'begun'])('is ready when its probe has passed, not before: %s', async (name) => {
    const path = `${target.core}/pods?watch=true&resourceVersion=0&fieldSelector=${encodeURIComponent(`metadata.name=${name}`)}`;
    const seen: boolean[] = [];
    await target.lines(path, (line) => {
      const object = field(JSON.parse(line), 'object');
      const first = fieldIfAny(object, 'status', 'containerStatuses', 0);
      if (fieldIfAny(first, 'state', 'running') !== undefined) seen.push(fieldIfAny(first, 'ready') === true);
      return seen.at(-1) === true;
    });
    await pod(name, (answer) => status('ready')(answer) === true && status('restartCount')(answer) === 0);
    expect(seen.at(-1)).toBe(true);
  });
});
