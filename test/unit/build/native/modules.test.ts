import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { root } from '../../../../build/config/paths.ts';
import { carrierText, MODULES } from '../../../../build/native/modules.ts';
import { hashSources } from '../../../../build/native/programs.ts';
import { pinnedVersion } from '../../../../build/native/zig.ts';
import { PROGRAM } from '../../../../main/jvm/jfr/reader/program.ts';

describe.each(MODULES)('the committed module of build/$name', (module) => {
  it('is made from these sources by the pinned compiler, and is no other than it says', () => {
    const compiler = `zig ${pinnedVersion(readFileSync(join(root, 'build/native/zig-requirements.txt'), 'utf8'))}`;
    const sources = hashSources(join(root, 'build', module.name, 'source'));
    const bytes = Buffer.from(PROGRAM.base64, 'base64');
    expect(carrierText(module, { compiler, sources, bytes })).toBe(readFileSync(join(root, module.carrier), 'utf8'));
  });
});
