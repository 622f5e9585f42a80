import { describe, expect, it } from 'vitest';

import { externalLink } from '../../../../renderer/terminals/external-link.ts';

describe('externalLink', () => {
  it('shows the host as it is requested', () => {
    expect(externalLink('https://ex\u0430mple.com/a')?.host).toBe('xn--exmple-4nf.com');
  });

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'vscode://x',
    'data:text/html,x',
    'https://github.com@evil.example/',
    'not a link',
    `https://example.com/${'x'.repeat(3000)}`,
  ])('refuses %s', (text) => {
    expect(externalLink(text)).toBeUndefined();
  });
});
