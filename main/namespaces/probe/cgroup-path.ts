/** What runtimes put before an id: `cri-containerd-`, `:cri-containerd:`, `crio-`, `docker-`; after it systemd has `.scope`. */
const CONTAINER_ID = /(?:^|[/:-])([0-9a-f]{64})(?=$|\.scope|\/)/g;

/** The path that says most, of the lines `hierarchy:controllers:path` of a process's cgroup file. */
export function cgroupPath(lines: readonly string[]): string | undefined {
  const paths = lines.flatMap((line) => /^[0-9]+:[^:]*:(.*)$/s.exec(line)?.[1] ?? []);
  return paths.find((path) => containerIds(path).length > 0) ?? paths[0];
}

/** Ids in a path, the innermost first: a container may run containers of its own. */
export function containerIds(path: string): readonly string[] {
  return [...path.matchAll(CONTAINER_ID)].flatMap(([, id]) => id ?? []).reverse();
}

/** Seen from its own cgroup namespace, a process stands at the root. */
export function isOwnRoot(path: string): boolean {
  return path === '/';
}
