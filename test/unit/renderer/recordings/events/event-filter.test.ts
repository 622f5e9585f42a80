import { expect, test } from 'vitest';

import type { EventColumn } from '../../../../../preload/contract/index.ts';
import { filterWords, parseFilter } from '../../../../../renderer/recordings/events/event-filter.ts';

const columns: readonly EventColumn[] = [
  { name: 'duration', label: 'Duration', kind: 'milliseconds' },
  { name: 'bytesRead', label: 'Bytes Read', kind: 'bytes' },
  { name: 'eventThread', label: 'Event Thread', kind: 'thread' },
  { name: 'finalChunk', label: 'Final', kind: 'boolean' },
];

test('a filter is typed by name or label, with units', () => {
  expect(parseFilter('duration > 1.5 s', columns)).toEqual({
    filter: { column: 'duration', is: 'greater', value: 1500 },
  });
  expect(parseFilter('bytes read<2 KiB', columns)).toEqual({
    filter: { column: 'bytesRead', is: 'less', value: 2048 },
  });
  expect(parseFilter('event thread ~ http-1 > x', columns)).toEqual({
    filter: { column: 'eventThread', is: 'containing', value: 'http-1 > x' },
  });
  expect(parseFilter('final != true', columns)).toEqual({
    filter: { column: 'finalChunk', is: 'different', value: true },
  });
  expect(parseFilter('eventThread = 12', columns)).toEqual({
    filter: { column: 'eventThread', is: 'equal', value: '12' },
  });
});

test('what is no filter says why', () => {
  for (const text of ['', 'duration', 'nothing = 3', 'duration >', '= 3']) {
    expect(parseFilter(text, columns)).toHaveProperty('problem');
  }
});

test('a filter reads as it was typed', () => {
  expect(filterWords({ column: 'duration', is: 'greater', value: 20 }, columns)).toBe('Duration > 20');
});
