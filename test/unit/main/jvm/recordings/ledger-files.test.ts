import { expect, it } from 'vitest';

import { ledgerFiles } from '../../../../../main/jvm/recordings/ledger-files.ts';
import type { LedgerRecord, NewLedgerRecord } from '../../../../../main/ledger/index.ts';
import { REF } from '../fake-reach.ts';

function fakeLedger() {
  const records: LedgerRecord[] = [];
  return {
    records,
    add: (record: NewLedgerRecord) => {
      const added: LedgerRecord = {
        ...record,
        details: record.details ?? {},
        id: String(records.length),
        at: '',
        by: 'me',
      };
      records.push(added);
      return Promise.resolve(added);
    },
    find: (matches: (record: LedgerRecord) => boolean) => records.filter(matches),
    close: (id: string) => {
      records.splice(
        records.findIndex((record) => record.id === id),
        1,
      );
      return Promise.resolve();
    },
  };
}

it('keeps what a JVM was made to write, and finds it by the process alone', async () => {
  const ledger = fakeLedger();
  const left = ledgerFiles(ledger);
  const file = { path: '/tmp/a.jfr', recording: 'a', startedAt: '2026-01-01T00:00:00Z' };
  await left.add({ ref: REF, podUid: 'uid' }, file);
  await left.add({ ref: { ...REF, pid: 2 }, podUid: 'uid' }, { path: '/tmp/b.hprof' });
  expect(ledger.records[0]).toMatchObject({
    kind: 'file',
    podUid: 'uid',
    name: '/tmp/a.jfr',
    kubectl: expect.stringMatching(/exec p -c debugger -- rm \/proc\/1\/root\/tmp\/a\.jfr$/) as unknown,
  });
  expect(ledgerFiles(ledger).find(REF)).toEqual([file]);
  await left.forget({ ...REF, path: '/tmp/a.jfr' });
  expect(left.find(REF)).toEqual([]);
  expect(left.find({ ...REF, pid: 2 })).toEqual([{ path: '/tmp/b.hprof' }]);
});
