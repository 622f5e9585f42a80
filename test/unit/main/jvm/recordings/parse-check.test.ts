import { describe, expect, it } from 'vitest';

import { parseCheck } from '../../../../../main/jvm/recordings/parse-check.ts';

describe('parseCheck', () => {
  it('reads a real answer', () => {
    const text =
      'Recording 1: name=a duration=5s (running)\n\nRecording 2: name=b maxsize=100.0MB maxage=10m (running)\nRecording 3: name=c (stopped)\n';
    expect(parseCheck(text)).toEqual([
      { id: 1, name: 'a', state: 'running', durationSeconds: 5 },
      { id: 2, name: 'b', state: 'running', maxSizeBytes: 104_857_600, maxAgeSeconds: 600 },
      { id: 3, name: 'c', state: 'stopped' },
    ]);
  });

  it.each([
    [
      'Recording 4: name=my app duration=1h 30m delay=5s (delayed)',
      { name: 'my app', state: 'delayed', durationSeconds: 5400 },
    ],
    ['Recording 5: name=x maxsize=512.5kB filename=/tmp/x.jfr (new)', { maxSizeBytes: 524_800, path: '/tmp/x.jfr' }],
    ['Recording 6: name=(running) (closed)', { name: '(running)', state: 'closed' }],
  ])('%s', (line, recording) => {
    expect(parseCheck(line)).toMatchObject([recording]);
  });

  it.each(['No available recordings.', 'Recording x: name=a (running)', 'Recording 1: name=a (melting)', ''])(
    'leaves out %j',
    (line) => {
      expect(parseCheck(line)).toEqual([]);
    },
  );

  it('is not slowed down by a hostile name', () => {
    const startedAt = performance.now();
    parseCheck(`Recording 1: name=${' duration=1s'.repeat(2000)} (running`);
    expect(performance.now() - startedAt).toBeLessThan(200);
  });
});
