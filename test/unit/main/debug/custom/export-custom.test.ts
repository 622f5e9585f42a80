import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { exportCustom } from '../../../../../main/debug/custom/export-custom.ts';
import { parseCustom } from '../../../../../main/debug/custom/parse-custom.ts';
import { RecipeWishes } from '../../../../../preload/contract/recipes.ts';

describe('exportCustom', () => {
  const wishes = (more: object): RecipeWishes => RecipeWishes.parse({ image: 'busybox', profile: 'netadmin', ...more });
  const whole = wishes({
    environment: [{ name: 'LEVEL', value: 'debug' }],
    imagePullPolicy: 'Never',
    runAsUser: 7,
    runAsGroup: 8,
    custom: 'securityContext: {runAsGroup: 9}\nenv: [{name: MORE, value: "1"}]\ncolour: red\n',
  });
  const fields = {
    env: [
      { name: 'LEVEL', value: 'debug' },
      { name: 'MORE', value: '1' },
    ],
    imagePullPolicy: 'Never',
    securityContext: { runAsUser: 7, runAsGroup: 9 },
  };

  it('writes JSON and YAML that it would read again, the custom container last', () => {
    const json = exportCustom(whole, 'json');
    expect(JSON.parse(json.text)).toEqual(fields);
    expect(parse(exportCustom(whole, 'yaml').text)).toEqual(fields);
    expect(parseCustom(json.text, 'ephemeral')).toEqual({ fields, ignored: [] });
    expect(json.notes).toEqual(['No container has a field “colour”; it is left out.']);
  });

  it('says beside the file what kubectl takes as options only', () => {
    expect(exportCustom(wishes({ command: ['sh', '-c', 'a b'] }), 'json').options).toBe(
      "--image=busybox --profile=netadmin -- sh -c 'a b'",
    );
    expect(exportCustom(wishes({ command: ['sh'], keepAliveSeconds: 60 }), 'json').options).toBe(
      '--image=busybox --profile=netadmin',
    );
    expect(exportCustom(wishes({ targetMounts: true, targetEnvironment: true }), 'json').notes).toHaveLength(2);
  });

  it('hands on no value that looks like a secret', () => {
    const { text, notes } = exportCustom(wishes({ environment: [{ name: 'API_TOKEN', value: 'abc' }] }), 'yaml');
    expect(text).toContain('API_TOKEN');
    expect(text).not.toContain('abc');
    expect(notes).toEqual(['The value of API_TOKEN is left out: it looks like a secret.']);
  });
});
