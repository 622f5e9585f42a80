import { expect, it } from 'vitest';

import { architectureInName } from '../../../../../main/debug/verdict/image-architecture.ts';

it.each([
  ['busybox', undefined],
  ['arm64v8/busybox:1', 'arm64'],
  ['registry.local:5000/i386/busybox', '386'],
  ['tools:1.2-amd64', 'amd64'],
  ['tools_x86_64:1', 'amd64'],
  ['gcr.io/distroless/static:debug-arm64', 'arm64'],
  ['tools:amd64-arm64', undefined],
  ['x64.example.org/tools:1', undefined],
  ['farm64/armchair:x64s', undefined],
  ['tools@sha256:amd64', undefined],
])('%s: %s', (image, architecture) => {
  expect(architectureInName(image)).toBe(architecture);
});
