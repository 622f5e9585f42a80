import { describe, expect, it } from 'vitest';

import { omitSecrets } from '../../../../main/recipes/omit-secrets.ts';
import { RecipeWishes } from '../../../../preload/contract/recipes.ts';

describe('omitSecrets', () => {
  const wishes = (custom: string): RecipeWishes => RecipeWishes.parse({ image: 'x', profile: 'general', custom });

  it('takes values out of a custom container as it was written', () => {
    const text = '# ours\nenv:\n  - name: API_KEY\n    value: abc # no\n  - name: LEVEL\n    value: debug\ntty: true\n';
    const { wishes: kept, omitted } = omitSecrets(wishes(text));
    expect(omitted).toEqual(['API_KEY']);
    expect(kept.custom).toContain('# ours\nenv:\n  - name: API_KEY\n');
    expect(kept.custom).not.toContain('abc');
    expect(kept.custom).toContain('value: debug');
  });

  it('does the same in JSON, which stays JSON', () => {
    const text = JSON.stringify({ env: [{ name: 'TOKEN', value: 'abc' }], tty: true });
    expect(JSON.parse(omitSecrets(wishes(text)).wishes.custom)).toEqual({ env: [{ name: 'TOKEN' }], tty: true });
  });

  it('leaves references to secrets alone: they hold none', () => {
    const text = 'env:\n  - name: TOKEN\n    valueFrom: {secretKeyRef: {name: a, key: b}}\n';
    expect(omitSecrets(wishes(text))).toMatchObject({ omitted: [], wishes: { custom: text } });
  });

  it('refuses what it cannot take out', () => {
    const text = 'livenessProbe: &e\n  list: &l [{name: TOKEN, value: abc}]\nenv: *l\n';
    expect(() => omitSecrets(wishes(text))).toThrow(/without aliases/);
  });
});
