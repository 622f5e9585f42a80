import { describe, expect, it } from 'vitest';

import { createLog } from '../../../../../main/core/logging/create-log.ts';

describe('createLog', () => {
  const secret = 'c2VjcmV0LWNhbmFyeQ';

  it('writes listed fields and nothing else', () => {
    const lines: string[] = [];
    const log = createLog('debug', { write: (line) => void lines.push(line) });
    const fields = {
      context: 'lab',
      token: secret,
      headers: { authorization: secret },
      reason: { nested: secret },
      count: 3,
    };
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log[level](fields, 'listed');
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      expect(line).not.toContain(secret);
      expect(JSON.parse(line)).toMatchObject({ context: 'lab', count: 3, msg: 'listed' });
    }
  });

  it('cuts long values', () => {
    const lines: string[] = [];
    createLog('info', { write: (line) => void lines.push(line) }).info({ reason: 'x'.repeat(10_000) }, 'long');
    expect(lines[0]?.length).toBeLessThan(1000);
  });
});
