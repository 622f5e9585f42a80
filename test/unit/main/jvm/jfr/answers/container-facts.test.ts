import { expect, it } from 'vitest';

import { containerFacts } from '../../../../../../main/jvm/jfr/answers/container-facts.ts';

it('tells of a container in words and units, and where it has no limit', () => {
  const told = {
    containerType: 'cgroupv2',
    cpuSlicePeriod: 100_000,
    cpuQuota: 150_000,
    cpuShares: 1024,
    effectiveCpuCount: 2,
    memorySoftLimit: 0,
    memoryLimit: 536_870_912n,
    swapMemoryLimit: -1,
    hostTotalMemory: 67_104_743_424n,
  };
  expect(containerFacts(told).map(({ label, value }) => `${label}: ${value}`)).toEqual([
    'Kind: cgroupv2',
    'CPUs it may use: 2',
    'CPU quota: 150 ms',
    'CPU period: 100 ms',
    'CPU shares: 1024',
    'Memory limit: 512 MiB',
    'Memory reservation: none',
    'Swap limit: none',
    'Memory of the host: 62.5 GiB',
  ]);
});

it('tells nothing of a JVM that ran in none', () => {
  expect(containerFacts({})).toEqual([]);
});
