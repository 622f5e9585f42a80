import { describe, expect, it } from 'vitest';

import {
  bytes,
  count,
  measured,
  milliseconds,
  percent,
  plural,
  type Measured,
} from '../../../../../../main/jvm/jfr/rules/rule.ts';

const PAUSES: Measured = {
  figure: 3,
  thresholds: { note: 1, warning: 5 },
  shown: count,
  sentence: 'Three.',
  source: 'jdk.Some',
  evidence: { page: 'gc' },
};

describe('a rule that measures', () => {
  it('finds the gravest threshold that is reached, and says which', () => {
    expect(measured(PAUSES)).toMatchObject({ outcome: 'found', severity: 'note', figure: '3', threshold: 'from 1' });
    expect(measured({ ...PAUSES, figure: 1500 })).toMatchObject({ severity: 'warning', figure: '1,500' });
    expect(measured({ ...PAUSES, figure: 0 })).toEqual({ outcome: 'fine', reason: 'none' });
    expect(measured({ ...PAUSES, shown: percent, figure: 0.2, thresholds: { bad: 0.9, warning: 0.5 } })).toEqual({
      outcome: 'fine',
      reason: '20 %; unusual from 50 %',
    });
  });

  it('finds what is too little', () => {
    const shown = (value: number): string => plural(value, 'sample');
    const few: Measured = { ...PAUSES, isLow: true, thresholds: { note: 100 }, shown };
    expect(measured({ ...few, figure: 1 })).toMatchObject({ figure: '1 sample', threshold: 'below 100 samples' });
    expect(measured({ ...few, figure: 100 })).toEqual({
      outcome: 'fine',
      reason: '100 samples; unusual below 100 samples',
    });
  });

  it('writes figures without digits that say nothing', () => {
    expect([percent(0.05), percent(0.056), percent(0.5)]).toEqual(['5 %', '5.6 %', '50 %']);
    expect([milliseconds(1000), milliseconds(12.34), milliseconds(1.26)]).toEqual(['1 s', '12 ms', '1.3 ms']);
    expect([bytes(0), bytes(300 * 1024 ** 2), bytes(1.5 * 1024 ** 3)]).toEqual(['0 B', '300 MiB', '1.5 GiB']);
    expect([plural(1, 'Error was', 'Errors were'), plural(2, 'Error was', 'Errors were')]).toEqual([
      '1 Error was',
      '2 Errors were',
    ]);
  });
});
