import { expect, test } from 'vitest';

import {
  changeOf,
  COLORS,
  frameColor,
  GREY,
  packageGroup,
} from '../../../../../renderer/recordings/flame-graph/frame-colors.ts';

const frame = (className: string, kind = 'Interpreted') => ({ className, method: 'run', line: 0, kind });

test('the platform is one group, a product is told by two parts of its package', () => {
  expect(packageGroup('java.util.concurrent.ForkJoinPool')).toBe('java');
  expect(packageGroup('com.sun.proxy.$Proxy1')).toBe('java');
  expect(packageGroup('org.springframework.web.Servlet')).toBe('org.springframework');
  expect(packageGroup('Main')).toBe('');
});

test('a package has one colour, and never the platform’s', () => {
  const platform = frameColor(frame('java.lang.String'), 'package');
  for (const name of ['org.a.B', 'org.c.D', 'com.e.F', 'io.g.H', 'de.i.J', 'kotlin.k.L', 'scala.m.N']) {
    const color = frameColor(frame(name), 'package');
    expect(color).toBeLessThan(COLORS - 1);
    expect(color).not.toBe(platform);
    expect(frameColor(frame(`${name.replace(/\w+$/, '')}deeper.X`), 'package')).toBe(color);
  }
  expect(frameColor(frame(''), 'package')).toBe(GREY);
});

test('a change runs from gone to new', () => {
  expect([changeOf(0, 5), changeOf(5, 5), changeOf(10, 5), changeOf(3, 0), changeOf(0, 0)]).toEqual([-1, 0, 0.5, 1, 0]);
});
