import { expect, it } from 'vitest';

import { formatJvmPlace, readJvmPlace } from '../../../../renderer/jvm/jvm-place.ts';

it('comes back to the same JVM and view', () => {
  const place = { view: 'threads', container: 'debugger-abc12', pid: 7 } as const;
  expect(readJvmPlace(formatJvmPlace(place))).toEqual(place);
  expect(readJvmPlace(formatJvmPlace({ view: 'heap' }))).toEqual({ view: 'heap' });
});

it.each([undefined, '', 'nonsense', 'threads:X:1', 'threads:a:b'])('begins with the recordings for %j', (detail) => {
  expect(readJvmPlace(detail)).toEqual({ view: 'recordings' });
});
