import { AppError } from '../../preload/contract/errors.ts';

/** proc, sysfs, cgroup, cgroup2, debugfs, tracefs, securityfs: files whose size says nothing and whose content may never end. */
export const KERNEL_FILE_SYSTEMS: readonly number[] = [
  0x9fa0, 0x62656572, 0x27e0eb, 0x63677270, 0x64626720, 0x74726163, 0x73636673,
];

export function isKernelFileSystem(type: number): boolean {
  return KERNEL_FILE_SYSTEMS.includes(type);
}

export function refuseKernelFile(path: string): AppError {
  const message = `${path} is made by the kernel while it is read: it can be looked at, but not copied and proven.`;
  return new AppError('NOT_A_FILE', message, { path });
}
