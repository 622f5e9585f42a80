import { describe, expect, it } from 'vitest';

import { keptLayout, layoutPatch } from '../../../../renderer/app/panels.ts';

describe('keptLayout', () => {
  it('gives a group back what was kept of it', () => {
    const layout = {
      ...layoutPatch('rows', { page: 70, dock: 30 }),
      ...layoutPatch('columns', { list: 20, page: 80 }),
    };
    expect(keptLayout(layout, 'rows')).toEqual({ page: 70, dock: 30 });
    expect(keptLayout(layout, 'other')).toBeUndefined();
  });
});
