/** Containers that end, again and again, or never begin; and what is in the logs of these and of others. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { field, fieldIfAny, itemWith, list } from '../../../support/practice/fields.ts';
import { openTarget, type Answer, type TargetCluster } from '../../../support/practice/target-cluster.ts';
import { busybox } from './pods.ts';
import { isRunning, state } from './states.ts';

/** Asked for here rather than in a hook, so that cases that cannot run are seen to be left out, and why. */
const target: TargetCluster = await openTarget('same-endings');
const cases = describe.runIf(target.missing === undefined);

beforeAll(async () => {
  if (target.missing !== undefined) return;
  const create = (body: object): Promise<Answer> => target.call('POST', `${target.core}/pods`, { body });
  const talker = ['sh', '-c', 'echo one; echo two; echo three >&2; printf four; sleep 3600'];
  await Promise.all([
    create(busybox('talker', {}, { command: talker })),
    create(busybox('done', { restartPolicy: 'Never' }, { command: ['sh', '-c', 'echo bye; exit 3'] })),
    create(busybox('crashing', { restartPolicy: 'OnFailure' }, { command: ['sh', '-c', 'echo again; exit 1'] })),
    create(busybox('missing', {}, { image: 'kesako.test/no-such-image:1' })),
  ]);
  await target.until(`${target.core}/pods/talker`, isRunning);
  await target.until(`${target.core}/pods/crashing/log`, ({ text }) => text.includes('again'));
}, 60_000);
afterAll(() => target.dispose());

cases('logs', () => {
  const log = async (query = ''): Promise<Answer> => target.call('GET', `${target.core}/pods/talker/log${query}`);

  it('have all lines that were printed, and no beginning of one', async () => {
    const isWhole = ({ text }: Answer): boolean => ['one\n', 'two\n', 'three\n'].every((line) => text.includes(line));
    const { text } = await target.until(`${target.core}/pods/talker/log`, isWhole);
    expect(text.split('\n').toSorted()).toEqual(['', 'one', 'three', 'two']);
  });

  it('?tailLines=0', async () => {
    expect((await log('?tailLines=0')).text).toBe('');
  });

  it('?limitBytes=2', async () => {
    // Which of the two outputs comes first is the node's affair.
    const { text } = await log();
    expect((await log('?limitBytes=2')).text).toBe(text.slice(0, 2));
    expect(text.length).toBeGreaterThan(2);
  });

  it('have their last lines', async () => {
    expect((await log('?tailLines=2')).text.trim().split('\n')).toHaveLength(2);
  });

  it('have times', async () => {
    expect((await log('?timestamps=true&limitBytes=20')).text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
  });

  it('since long ago have everything, and from a moment ago nothing', async () => {
    expect((await log('?sinceSeconds=3600')).text).toContain('one');
    expect((await log(`?sinceTime=${new Date(Date.now() + 5000).toISOString()}`)).text).toBe('');
  });

  it('go on', async () => {
    const read = await target.lines(`${target.core}/pods/crashing/log?follow=true`, () => true);
    expect(read[0]).toBe('again');
  });

  it.each([
    ['?container=nope', 400, 'container nope is not valid for pod talker'],
    ['?tailLines=x', 400, 'strconv.ParseInt: parsing "x": invalid syntax'],
    [
      '?tailLines=-1',
      422,
      'PodLogOptions "talker" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0',
    ],
    ['?limitBytes=0', 422, 'PodLogOptions "talker" is invalid: limitBytes: Invalid value: 0: must be greater than 0'],
    [
      '?sinceSeconds=0',
      422,
      'PodLogOptions "talker" is invalid: sinceSeconds: Invalid value: 0: must be greater than 0',
    ],
    [
      '?sinceSeconds=1&sinceTime=2020-01-01T00:00:00Z',
      422,
      'PodLogOptions "talker" is invalid: []: Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified',
    ],
    ['?previous=true', 400, 'previous terminated container "app" in pod "talker" not found'],
  ])('refuse %s', async (query, code, message) => {
    expect((await log(query)).body).toMatchObject({ code, message });
  });

  it('of a container that waits say for what', async () => {
    await target.until(
      `${target.core}/pods/missing`,
      ({ body }) => fieldIfAny(state(body), 'waiting', 'reason') === 'ImagePullBackOff',
    );
    const { body } = await target.call('GET', `${target.core}/pods/missing/log`);
    expect(body).toMatchObject({
      code: 400,
      message: 'container "app" in pod "missing" is waiting to start: trying and failing to pull image',
    });
  });

  it('of the run before', async () => {
    await target.until(
      `${target.core}/pods/crashing`,
      ({ body }) => Number(field(body, 'status', 'containerStatuses', 0, 'restartCount')) > 0,
    );
    // A node that has just removed that run says so with 200, until there is the next one.
    await target.until(`${target.core}/pods/crashing/log?previous=true`, ({ text }) => text === 'again\n');
  });
});

cases('containers', () => {
  it('that end tell how, and so does their pod', async () => {
    const { body } = await target.until(
      `${target.core}/pods/done`,
      ({ body: pod }) => field(pod, 'status', 'phase') === 'Failed',
    );
    expect(field(state(body), 'terminated')).toMatchObject({
      exitCode: 3,
      reason: 'Error',
      startedAt: expect.any(String),
      finishedAt: expect.any(String),
    });
    expect(itemWith(list(body, 'status', 'conditions'), 'type', 'Ready')).toMatchObject({
      status: 'False',
      reason: 'PodFailed',
    });
  });

  it('that cannot be pulled say why, again and again', async () => {
    const { body } = await target.until(
      `${target.core}/pods/missing`,
      ({ body: pod }) => fieldIfAny(state(pod), 'waiting', 'reason') === 'ImagePullBackOff',
    );
    expect(field(state(body), 'waiting', 'message')).toContain(
      'Back-off pulling image "kesako.test/no-such-image:1": ErrImagePull: ',
    );
    expect(field(body, 'status', 'phase')).toBe('Pending');
  });

  it('that keep ending wait longer each time', async () => {
    const { body } = await target.until(
      `${target.core}/pods/crashing`,
      ({ body: pod }) => fieldIfAny(state(pod), 'waiting', 'reason') === 'CrashLoopBackOff',
    );
    expect(field(state(body), 'waiting', 'message')).toMatch(
      /^back-off \d+s restarting failed container=app pod[= ]crashing_same-endings\([0-9a-f-]+\)$/,
    );
    expect(field(body, 'status', 'containerStatuses', 0, 'lastState', 'terminated')).toMatchObject({
      exitCode: 1,
      reason: 'Error',
    });
  });
});
