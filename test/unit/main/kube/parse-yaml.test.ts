import { describe, expect, it } from 'vitest';

import { parseYaml, YAML_ALIAS_LIMIT } from '../../../../main/kube/parse-yaml.ts';

function read(text: string): unknown {
  return parseYaml(text, { uniqueKeys: true }).documents[0]?.toJS({ maxAliasCount: YAML_ALIAS_LIMIT });
}

describe('parseYaml', () => {
  it.each([
    ['mode: 0644', { mode: 420 }],
    ['mode: 0o644', { mode: '0o644' }],
    ['on: yes', { true: true }],
    ['at: 2026-01-02', { at: '2026-01-02' }],
    ['port: 22:22', { port: '22:22' }],
    ['{a: &x {b: 1}, c: {<<: *x, d: 2}}', { a: { b: 1 }, c: { b: 1, d: 2 } }],
    ['', undefined],
  ])('reads %j as kubectl does', (text, value) => {
    expect(read(text)).toEqual(value);
  });

  it('says where a mistake is', () => {
    const { documents } = parseYaml('a: 1\nb: [', { uniqueKeys: true });
    expect(documents[0]?.errors[0]?.linePos?.[0].line).toBe(2);
  });
});
