import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { licenseText } from '../../../../build/scripts/license-text.ts';

describe('licenseText', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kesako-license-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it.each(['LICENSE', 'LICENCE.md', 'license.txt', 'COPYING'])('reads %s', (name) => {
    writeFileSync(join(folder, name), 'Permission is granted\n');
    expect(licenseText(folder)).toBe('Permission is granted');
  });

  it("falls back to the README's chapter", () => {
    writeFileSync(join(folder, 'README.md'), '# Thing\n\nDoes things.\n\n## License\n\nMIT, by Somebody\n');
    expect(licenseText(folder)).toBe('## License\n\nMIT, by Somebody');
  });

  it('knows of none where a package brings none', () => {
    writeFileSync(join(folder, 'README.md'), '# Thing\n\nIts license is nowhere.\n');
    expect(licenseText(folder)).toBeUndefined();
  });
});
