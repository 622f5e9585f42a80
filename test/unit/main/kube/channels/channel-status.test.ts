import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readChannelStatus } from '../../../../../main/kube/channels/channel-status.ts';

const read = (status: unknown): unknown =>
  readChannelStatus(Buffer.from(typeof status === 'string' ? status : JSON.stringify(status)));

describe('readChannelStatus', () => {
  it('reads success', () => {
    expect(read({ metadata: {}, status: 'Success' })).toEqual({ reason: 'succeeded' });
  });

  it('reads an exit code from the causes', () => {
    expect(
      read({
        status: 'Failure',
        message: 'command terminated with non-zero exit code: exit status 127',
        reason: 'NonZeroExitCode',
        details: { causes: [{ reason: 'ExitCode', message: '127' }] },
      }),
    ).toEqual({ reason: 'exited', code: 127 });
  });

  it.each(['', '1e9', 'many', '99999999999999'])('takes the exit code "%s" for a failure', (message) => {
    const details = { causes: [{ reason: 'ExitCode', message }] };
    expect(read({ status: 'Failure', reason: 'NonZeroExitCode', message: 'm', details })).toMatchObject({
      reason: 'failed',
    });
  });

  it("keeps the server's words of another failure", () => {
    expect(read({ status: 'Failure', reason: 'InternalError', code: 500, message: 'exec: "x": not found' })).toEqual({
      reason: 'failed',
      message: 'exec: "x": not found',
      statusReason: 'InternalError',
    });
  });

  it('takes text that is no Status for a failure in its own words', () => {
    expect(read('container not running\u001b[2J')).toEqual({ reason: 'failed', message: 'container not running␛[2J' });
  });

  it('takes any bytes at all, and never for success', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(readChannelStatus(bytes).reason).toBe('failed');
      }),
    );
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(['failed', 'exited']).toContain(readChannelStatus(Buffer.from(json)).reason);
      }),
    );
  });
});
