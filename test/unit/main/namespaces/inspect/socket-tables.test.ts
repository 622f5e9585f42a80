import { describe, expect, it } from 'vitest';

import { readSocketTable } from '../../../../../main/namespaces/inspect/socket-tables.ts';

const HEAD = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const line = (local: string, peer: string, state: string, inode: number): string =>
  `   0: ${local} ${peer} ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0000000000000000 100 0 0 10 0`;

describe('readSocketTable', () => {
  it('reads addresses, ports and states', () => {
    const text = [
      HEAD,
      line('0100007F:1F90', '00000000:0000', '0A', 77),
      line('0A01F40A:0050', '0200F40A:C350', '01', 78),
    ];
    const sockets = readSocketTable('tcp', Buffer.from(text.join('\n')));
    expect(sockets.get('77')).toEqual({ protocol: 'tcp', state: 'LISTEN', local: '127.0.0.1:8080' });
    expect(sockets.get('78')).toEqual({
      protocol: 'tcp',
      state: 'ESTABLISHED',
      local: '10.244.1.10:80',
      peer: '10.244.0.2:50000',
    });
  });

  it.each([
    ['00000000000000000000000000000000', '[::]:8080'],
    ['00000000000000000000000001000000', '[::1]:8080'],
    ['0000000000000000FFFF00000100007F', '[::ffff:127.0.0.1]:8080'],
    ['B80D0120000000000000000001000000', '[2001:db8::1]:8080'],
    ['000080FE00000000FF00A80A0000FE21', '[fe80::aa8:ff:21fe:0]:8080'],
  ])('shortens %s', (address, shown) => {
    const zero = `${'0'.repeat(32)}:0000`;
    const sockets = readSocketTable('tcp6', Buffer.from(line(`${address}:1F90`, zero, '0A', 5)));
    expect(sockets.get('5')?.local).toBe(shown);
  });

  it('reads names of UNIX sockets, and is not told of others by a name with line ends', () => {
    const text = [
      'Num       RefCount Protocol Flags    Type St Inode Path',
      '0000000000000000: 00000002 00000000 00010000 0001 01 21 /run/app.sock',
      '0000000000000000: 00000002 00000000 00000000 0002 01 22',
      '0000000000000000: 00000002 00000000 00000000 0001 01 23 /tmp/a',
      '0000000000000000: 00000002 00000000 00010000 0001 01 21 /run/forged.sock',
    ];
    const sockets = readSocketTable('unix', Buffer.from(text.join('\n')));
    expect(sockets.get('21')).toEqual({ protocol: 'unix', state: 'STREAM LISTEN', local: '/run/app.sock' });
    expect(sockets.get('22')).toMatchObject({ state: 'DGRAM', local: '(no name)' });
    expect(sockets.size).toBe(3);
  });
});
