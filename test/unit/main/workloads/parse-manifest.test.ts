import { describe, expect, it } from 'vitest';

import { parseManifest } from '../../../../main/workloads/parse-manifest.ts';
import { toAppError } from '../../../../preload/contract/errors.ts';

function refusal(text: string): object {
  try {
    parseManifest(text);
  } catch (error) {
    const { code, message, data } = toAppError(error).toForm();
    return { code, message, ...data };
  }
  throw new Error('was taken');
}

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

describe('parseManifest', () => {
  it('takes many documents, lists and JSON', () => {
    const list = JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'b', namespace: 'web' } }],
    });
    expect(parseManifest(`# comment\n---\n${CONFIG_MAP}---\n---\n${list}`)).toMatchObject([
      { apiVersion: 'v1', kind: 'ConfigMap', name: 'a' },
      { apiVersion: 'apps/v1', kind: 'Deployment', name: 'b', kubeNamespace: 'web' },
    ]);
  });

  it('keeps fields that it does not know', () => {
    expect(parseManifest(`${CONFIG_MAP}data: {mode: 0644}\n`)[0]?.content).toMatchObject({ data: { mode: 420 } });
  });

  it.each<[string, string, object]>([
    ['a mistake in the second document', `${CONFIG_MAP}---\na: 1\nb: [`, { document: 2, line: 6 }],
    ['a key twice', 'a: 1\na: 2', { document: 1, line: 2, column: 1 }],
    [
      'no name',
      'apiVersion: v1\nkind: Pod\nmetadata:\n  labels: {}\n',
      { message: 'metadata.name: is missing', line: 4 },
    ],
    ['no object', '- 1', { document: 1, line: 1, column: 1 }],
    ['a version that is a path', 'apiVersion: ../..\nkind: Pod\nmetadata: {name: a}', { line: 1, column: 13 }],
    [
      'a broken item of a list',
      'kind: List\nitems:\n- kind: Pod\n  apiVersion: v1\n  metadata: {name: 7}\n',
      { message: 'metadata.name: expected string, received number', line: 5 },
    ],
    ['nothing', '# only a comment\n', { message: 'There is no object in it.' }],
    [
      'an alias bomb',
      `a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [${'*a,'.repeat(20)}]\nc: [${'*b,'.repeat(20)}]`,
      { document: 1 },
    ],
  ])('refuses %s and says where', (_name, text, expected) => {
    expect(refusal(text)).toMatchObject({ code: 'MANIFEST_INVALID', ...expected });
  });

  it('refuses more objects than one would look through', () => {
    expect(refusal(Array.from({ length: 201 }, () => CONFIG_MAP).join('---\n'))).toMatchObject({
      message: 'There are 201 objects in it; at most 200 are taken.',
    });
  });
});
