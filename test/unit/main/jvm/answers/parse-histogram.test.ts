import { expect, it } from 'vitest';

import { parseHistogram, readableClass } from '../../../../../main/jvm/answers/parse-histogram.ts';
import { answer } from './answer-fixture.ts';

it.each(['17', '25'])('reads the class histogram of Java %s', (version) => {
  const { classes, instances, bytes, truncated } = parseHistogram(answer(`class-histogram-${version}`), '');
  expect(classes).toHaveLength(40);
  expect(classes[0]).toMatchObject({ name: 'byte[]', module: expect.stringContaining('java.base@') as unknown });
  expect(classes[0]!.bytes).toBeGreaterThan(classes[1]!.bytes);
  expect(instances).toBeGreaterThan(20_000);
  expect(bytes).toBeGreaterThan(1_000_000);
  expect(truncated).toBe(false);
});

it('writes arrays as Java does', () => {
  expect(readableClass('[[Ljava.lang.String;')).toBe('java.lang.String[][]');
  expect(readableClass('[Z')).toBe('boolean[]');
  expect(readableClass('com.example.A$B')).toBe('com.example.A$B');
});
