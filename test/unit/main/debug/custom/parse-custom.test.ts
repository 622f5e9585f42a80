import { describe, expect, it } from 'vitest';

import { parseCustom } from '../../../../../main/debug/custom/parse-custom.ts';

describe('parseCustom', () => {
  it('reads JSON and YAML alike', () => {
    const fields = { securityContext: { runAsUser: 0 }, env: [{ name: 'A', value: '1' }] };
    expect(parseCustom(JSON.stringify(fields), 'ephemeral').fields).toEqual(fields);
    const yaml = 'securityContext:\n  runAsUser: 0\nenv:\n- {name: A, value: "1"}\n';
    expect(parseCustom(yaml, 'ephemeral').fields).toEqual(fields);
    expect(parseCustom('  ', 'pod')).toEqual({ fields: {}, ignored: [] });
  });

  it('leaves out what Go leaves out, and names what no container has', () => {
    const text = '{"stdin": false, "args": [], "workingDir": "", "tty": null, "other": 1, "stdinOnce": true}';
    expect(parseCustom(text, 'ephemeral')).toEqual({ fields: { stdinOnce: true }, ignored: ['other'] });
  });

  it.each([
    ['{"image":"x"}', 'ephemeral', /not modifiable via custom profile \(found: image\)/],
    ['name: x\ncommand: [a]', 'pod', /found: name, command/],
    ['lifecycle: {preStop: {}}', 'pod', /found: lifecycle/],
    ['{"ports":[{"containerPort":1}]}', 'ephemeral', /may not have ports/],
    ['{"resources":{"limits":{"cpu":"1"}}}', 'ephemeral', /may not have resources/],
    ['{"volumeMounts":[{"name":"a","mountPath":"/a","subPath":"b"}]}', 'ephemeral', /sub-path \(\/a\)/],
    ['[1]', 'pod', /is a map of fields/],
    ['just words', 'pod', /is a map of fields/],
    ['{"stdin":"yes"}', 'pod', /stdin must be true or false/],
    ['env: {A: 1}', 'pod', /env must be a list/],
    ['a: [', 'pod', /neither JSON nor YAML/],
    ['a: 1\n---\nb: 2', 'pod', /one document/],
  ] as const)('refuses %s', (text, style, message) => {
    expect(() => parseCustom(text, style)).toThrow(
      expect.objectContaining({ code: 'INVALID', message: expect.stringMatching(message) }),
    );
  });

  it('takes for a pod what it refuses for an ephemeral container', () => {
    expect(parseCustom('{"ports":[{"containerPort":1}]}', 'pod').fields).toEqual({ ports: [{ containerPort: 1 }] });
  });
});
