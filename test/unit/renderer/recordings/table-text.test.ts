import { expect, test } from 'vitest';

import { toCsv, toJson, toTabs } from '../../../../renderer/recordings/table-text.ts';

const table = {
  columns: ['name', 'count'],
  rows: [
    ['a "quoted", one\nline', 1],
    ['=HYPERLINK("http://x")', -2],
    ['', null],
  ],
} as const;

test('CSV quotes what it must, and leaves no formula', () => {
  expect(toCsv(table)).toBe('name,count\r\n"a ""quoted"", one\nline",1\r\n"\'=HYPERLINK(""http://x"")",-2\r\n,\r\n');
});

test('JSON has an object for each row', () => {
  expect(JSON.parse(toJson(table))).toEqual([
    { name: 'a "quoted", one\nline', count: 1 },
    { name: '=HYPERLINK("http://x")', count: -2 },
    { name: '', count: null },
  ]);
});

test('the clipboard gets one line for each row', () => {
  expect(toTabs(table).split('\n')).toHaveLength(4);
});
