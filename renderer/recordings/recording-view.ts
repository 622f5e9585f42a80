/** What is selected of a recording, as the detail of its place: so it survives a reload, and *Back* takes it back. */
import { WeightSource } from '../../preload/contract/index.ts';

export interface RecordingView {
  /** Milliseconds since the recording's start. */
  readonly range?: { readonly from: number; readonly to: number };
  readonly threads?: readonly number[];
  readonly of?: WeightSource;
  /** Looked for in the flame graph and in lists. */
  readonly search?: string;
  readonly eventType?: string;
  readonly isInverted?: boolean;
  /** As a table instead of a picture. */
  readonly isTable?: boolean;
  /** The recording that this one is compared with: the earlier of the two. */
  readonly other?: string;
}

export function formatView(view: RecordingView): string {
  const parts = new URLSearchParams();
  if (view.range !== undefined) parts.set('time', `${view.range.from}~${view.range.to}`);
  if (view.threads !== undefined && view.threads.length > 0) parts.set('threads', view.threads.join('~'));
  if (view.of !== undefined) parts.set('of', view.of);
  if (view.search !== undefined && view.search !== '') parts.set('search', view.search);
  if (view.eventType !== undefined) parts.set('type', view.eventType);
  if (view.isInverted === true) parts.set('callees', 'up');
  if (view.isTable === true) parts.set('as', 'table');
  if (view.other !== undefined) parts.set('with', view.other);
  return parts.toString();
}

/** Never fails: an address is typed and shortened by people. */
export function parseView(detail: string | undefined): RecordingView {
  const parts = new URLSearchParams(detail ?? '');
  const [from, to] = numbers(parts.get('time'));
  const threads = numbers(parts.get('threads')).filter((thread) => Number.isInteger(thread) && thread >= 0);
  const of = WeightSource.safeParse(parts.get('of'));
  const text = (name: string): string | undefined => parts.get(name) ?? undefined;
  const [search, eventType, other] = [text('search'), text('type'), text('with')];
  return {
    ...(from !== undefined && to !== undefined && from < to ? { range: { from, to } } : {}),
    ...(threads.length > 0 ? { threads } : {}),
    ...(of.success ? { of: of.data } : {}),
    ...(search === undefined ? {} : { search }),
    ...(eventType === undefined ? {} : { eventType }),
    ...(parts.get('callees') === 'up' ? { isInverted: true } : {}),
    ...(parts.get('as') === 'table' ? { isTable: true } : {}),
    ...(other === undefined ? {} : { other }),
  };
}

function numbers(text: string | null): readonly number[] {
  return text === null || text === '' ? [] : text.split('~').map(Number).filter(Number.isFinite);
}
