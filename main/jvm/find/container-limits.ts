/** What the kernel allows a container, from its cgroup's files as it sees them itself. */
export interface ContainerLimits {
  readonly memoryLimitBytes?: number;
  /** In processors; 0.5 is half of one. */
  readonly processorLimit?: number;
}

/** Of cgroup v2, then of v1: v1 has a folder for each controller. */
export const LIMIT_FILES = {
  memory: ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes'],
  processors: ['/sys/fs/cgroup/cpu.max', '/sys/fs/cgroup/cpu/cpu.cfs_quota_us'],
  period: '/sys/fs/cgroup/cpu/cpu.cfs_period_us',
} as const;

/** v1 says *no limit* with the largest number of pages that there is. */
const NO_LIMIT = 2 ** 60;

export function readLimits(files: {
  readonly memory: string;
  readonly processors: string;
  readonly period: string;
}): ContainerLimits {
  const memory = wholeNumber(files.memory);
  const [quota, period = files.period] = files.processors.trim().split(' ');
  const share = wholeNumber(quota ?? '');
  const of = wholeNumber(period);
  return {
    ...(memory === undefined || memory >= NO_LIMIT ? {} : { memoryLimitBytes: memory }),
    ...(share === undefined || of === undefined || share <= 0 || of === 0 ? {} : { processorLimit: share / of }),
  };
}

function wholeNumber(text: string): number | undefined {
  return /^-?\d{1,20}$/.test(text.trim()) ? Number(text.trim()) : undefined;
}
