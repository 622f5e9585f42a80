import { PassThrough } from 'node:stream';

import { describe, expect, it } from 'vitest';

import { encodeRecord, openControl, parseReply } from '../../../../../main/practice/runtime/control.ts';

describe('the control socket', () => {
  it('takes records as counted fields, bytes as they are', () => {
    const record = Buffer.from(encodeRecord(['file', Uint8Array.of(0, 255)]));
    expect(record.toString('hex')).toBe(`0204000000${Buffer.from('file').toString('hex')}0200000000ff`);
  });

  it.each([
    ['running 12 1', { word: 'running', first: 12, second: 1 }],
    ['exited 137 9', { word: 'exited', first: 137, second: 9 }],
    ['refused find 2', { word: 'refused', step: 'find', errno: 2 }],
    ['anything else', undefined],
    ['', undefined],
  ])('understands %j', (line, reply) => {
    expect(parseReply(line)).toEqual(reply);
  });

  it('puts lines together, keeps what nobody has asked for, and says when the program has gone', async () => {
    const socket = new PassThrough();
    const control = openControl(socket);
    socket.write('running 1');
    socket.write('2 0\nexited 0 0\n');
    expect(await control.next()).toMatchObject({ word: 'running', first: 12 });
    expect(await control.next()).toMatchObject({ word: 'exited', first: 0 });
    const last = control.next();
    socket.destroy();
    expect(await last).toBeUndefined();
  });
});
