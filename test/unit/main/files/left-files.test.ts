import { describe, expect, it } from 'vitest';

import { createLeftFiles } from '../../../../main/files/left-files.ts';
import type { TargetFiles } from '../../../../main/files/target-files.ts';
import type { LedgerHandler, LedgerRecord, NewLedgerRecord } from '../../../../main/ledger/index.ts';
import { fakeCluster } from '../../../support/fake-cluster.ts';

const file = { context: 'lab', kubeNamespace: 'shop', pod: 'p', container: 'd', pid: 7, path: "/tmp/it's" };

describe('files that the app has put into a container', () => {
  const added: NewLedgerRecord[] = [];
  const warnings: object[] = [];
  const removed: string[] = [];
  let handler: LedgerHandler | undefined;

  function left(isKept = true) {
    const way: Pick<TargetFiles, 'remove'> = {
      remove: ({ path }) => {
        removed.push(path);
        return Promise.resolve();
      },
    };
    return createLeftFiles({
      clusterOf: () => fakeCluster({ answer: () => ({ body: { metadata: { uid: 'uid-1' } } }) }),
      chooseWay: () => Promise.resolve(way as TargetFiles),
      ledger: {
        register: (_kind, given) => {
          handler = given;
        },
        add: (record) => {
          if (!isKept) return Promise.reject(new Error('disk'));
          added.push(record);
          return Promise.resolve({ ...record, id: '1', at: '', by: '', details: record.details ?? {} } as LedgerRecord);
        },
      },
      log: { warn: (fields) => warnings.push(fields) },
    });
  }

  it('are written down with their pod, and can be taken away again', async () => {
    await left().wrote(file);
    expect(added[0]).toMatchObject({ kind: 'file', podUid: 'uid-1', name: "/tmp/it's", details: { process: '7' } });
    const record = { ...added[0], id: '1', at: '', by: '', details: { process: '7' } } as LedgerRecord;
    const setting = { cluster: fakeCluster({}), signal: new AbortController().signal };
    const plan = await handler?.plan(record, 'remove', setting);
    expect(plan?.kubectl).toContain(String.raw`rm '/proc/7/root/tmp/it'\''s'`);
    for await (const sentence of handler?.act(record, 'remove', setting) ?? []) expect(sentence).toContain('Deleting');
    expect(removed).toEqual(["/tmp/it's"]);
    expect(handler?.judge(record, 'unread').state).toEqual({ state: 'unknown' });
  });

  it('stay where they are when the ledger cannot be kept, or was edited into nonsense', async () => {
    await left(false).wrote(file);
    expect(warnings).toHaveLength(1);
    const record = { ...added[0], name: 'relative', id: '1', at: '', by: '', details: {} } as LedgerRecord;
    const setting = { cluster: fakeCluster({}), signal: new AbortController().signal };
    expect(() => handler?.plan(record, 'remove', setting)).toThrow('names no file');
  });
});
