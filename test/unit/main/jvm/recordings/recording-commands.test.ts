import { expect, it } from 'vitest';

import {
  discardRecording,
  dumpRecording,
  stopRecording,
  writtenPath,
} from '../../../../../main/jvm/recordings/recording-commands.ts';
import { fakeJvm, REF } from '../fake-reach.ts';

it('stops into a file and remembers it', async () => {
  const text = 'Stopped recording "a", 1.2 MB written to:\n\n/srv/a.jfr\n';
  const { jvm, left } = await fakeJvm({ 'JFR.stop name=a': text });
  await stopRecording(jvm, left, 'a', undefined);
  expect(left.find(REF)).toEqual([{ path: '/srv/a.jfr', recording: 'a' }]);
});

it('discards into nowhere, with the empty file that the start has made', async () => {
  const text = 'Stopped recording "a", 0 bytes written to:\n\n/dev/null\n';
  const { jvm, left, asked } = await fakeJvm({ 'JFR.stop name=a filename=/dev/null': text });
  await left.add(jvm, { path: '/tmp/a.jfr', recording: 'a', startedAt: '' });
  expect(await discardRecording(jvm, left, 'a')).toEqual({ text: 'Stopped recording "a".' });
  expect(asked).toContain('remove 1 /tmp/a.jfr');
  expect(left.find(REF)).toEqual([]);
});

it('dumps the last minutes and goes on', async () => {
  const command = 'JFR.dump name=a filename=/tmp/d.jfr maxage=300s';
  const { jvm, left } = await fakeJvm({ [command]: 'Dumped recording "a", 224.5 kB written to:\n\n/tmp/d.jfr\n' });
  expect((await dumpRecording(jvm, left, { name: 'a', path: '/tmp/d.jfr', lastSeconds: 300 })).text).toContain(
    '224.5 kB',
  );
  expect(left.find(REF)).toEqual([{ path: '/tmp/d.jfr', recording: 'a' }]);
});

it('knows where something was written', () => {
  expect(writtenPath('written to:\n\n/tmp/x.jfr\n')).toBe('/tmp/x.jfr');
  expect(writtenPath('written to:\n\n/dev/null\n')).toBeUndefined();
  expect(writtenPath('Started recording 1.')).toBeUndefined();
});
