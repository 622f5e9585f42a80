import type { EventTypeFacts } from '../../../../preload/contract/index.ts';
import { unlessCorrupt } from '../bytes/corruption.ts';
import { annotationList, annotationOf } from '../format/schema.ts';
import type { Recording } from '../recording.ts';
import { columnsOf, type ReadColumn } from './event-columns.ts';

/** All event types that the recording has events of, by name. */
export function eventTypes({ tallies, layouts }: Recording): readonly EventTypeFacts[] {
  const types = [...tallies].flatMap(([name, { count, bytes }]): readonly EventTypeFacts[] => {
    const layout = layouts.get(name);
    if (layout === undefined) return [];
    const { annotations } = layout.type;
    const description = annotationOf(annotations, 'jdk.jfr.Description');
    return [
      {
        name,
        label: annotationOf(annotations, 'jdk.jfr.Label') ?? name,
        ...(description === undefined ? {} : { description }),
        categories: annotationList(annotations, 'jdk.jfr.Category'),
        count,
        bytes,
        columns: (unlessCorrupt(() => columnsOf(layout)) ?? []).map(shownColumn),
      },
    ];
  });
  return types.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Without what only the engine needs. */
export function shownColumn({ name, label, description, kind }: ReadColumn): EventTypeFacts['columns'][number] {
  return { name, label, kind, ...(description === undefined ? {} : { description }) };
}
