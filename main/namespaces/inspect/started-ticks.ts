/** When a process began, in clock ticks after the node's boot: field 22 of proc_pid_stat(5), whatever its name holds. */
export function startedTicks(stat: Uint8Array): number | undefined {
  const line = Buffer.from(stat).toString('latin1');
  const field = line.slice(line.lastIndexOf(')') + 2).split(' ')[19];
  return field === undefined || !/^\d+$/.test(field) ? undefined : Number(field);
}
