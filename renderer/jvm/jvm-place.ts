/** Which JVM and which of its views is shown, as the place's detail: `view:container:pid`. Pure. */
export const JVM_VIEWS = ['recordings', 'threads', 'heap', 'memory', 'settings', 'commands'] as const;
export type JvmView = (typeof JVM_VIEWS)[number];

export interface JvmPlace {
  readonly view: JvmView;
  readonly container?: string;
  readonly pid?: number;
}

const DETAIL = /^([a-z]+)(?::([a-z0-9-]{1,63}):(\d{1,7}))?$/;

/** An address is typed by people too: what cannot be read is the first view. */
export function readJvmPlace(detail: string | undefined): JvmPlace {
  const [, word, container, pid] = DETAIL.exec(detail ?? '') ?? [];
  const view = JVM_VIEWS.find((each) => each === word) ?? 'recordings';
  return container === undefined ? { view } : { view, container, pid: Number(pid) };
}

export function formatJvmPlace({ view, container, pid }: JvmPlace): string {
  return container === undefined || pid === undefined ? view : `${view}:${container}:${pid}`;
}
