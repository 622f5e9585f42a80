import { describe, expect, it } from 'vitest';

import { allowedHosts, createAccess, refusal } from '../../../../main/web/access.ts';

const hosts = allowedHosts(4000);

describe('refusal', () => {
  const good = ['127.0.0.1:4000', 'localhost:4000'];
  const bad = [
    undefined,
    '',
    '127.0.0.1',
    '127.0.0.1:4001',
    '127.0.0.1:4000.',
    '127.0.0.1.:4000',
    'LOCALHOST:4000',
    'localhost:4000 ',
    'localhost:4000,localhost:4000',
    'rebind.test:4000',
    '0x7f.1:4000',
    '2130706433:4000',
    '[::1]:4000',
    '[::ffff:127.0.0.1]:4000',
    '0.0.0.0:4000',
    'a'.repeat(8192),
  ];
  const origins = [
    undefined,
    'null',
    'http://127.0.0.1:4001',
    'https://127.0.0.1:4000',
    'http://evil.test',
    'http://evil.test:4000',
    'http://127.0.0.1:4000.evil.test',
    'http://127.0.0.1:4000/',
  ];

  it('lets only the exact names of this server in', () => {
    for (const host of good)
      expect(refusal({ host, origin: `http://${host}`, secFetchSite: 'same-origin' }, hosts, true)).toBeUndefined();
    for (const host of bad) {
      expect(refusal({ host, origin: `http://${host ?? ''}`, secFetchSite: undefined }, hosts, true)).toBe('Host');
    }
  });

  it('lets only the page itself write or open a socket', () => {
    for (const host of good) {
      for (const origin of origins)
        expect(refusal({ host, origin, secFetchSite: undefined }, hosts, true)).toBe('Origin');
    }
  });

  it('lets a plain navigation read the page, but not another site', () => {
    const host = 'localhost:4000';
    expect(refusal({ host, origin: undefined, secFetchSite: 'none' }, hosts, false)).toBeUndefined();
    expect(refusal({ host, origin: undefined, secFetchSite: 'cross-site' }, hosts, false)).toBe('Sec-Fetch-Site');
    expect(refusal({ host, origin: undefined, secFetchSite: 'same-site' }, hosts, false)).toBe('Sec-Fetch-Site');
    expect(refusal({ host, origin: 'http://evil.test', secFetchSite: undefined }, hosts, false)).toBe('Origin');
  });
});

describe('createAccess', () => {
  const start = (): { access: ReturnType<typeof createAccess>; clock: { ms: number } } => {
    const clock = { ms: 0 };
    return { access: createAccess(() => clock.ms), clock };
  };

  const secretOf = (access: ReturnType<typeof createAccess>): string => access.exchange(access.newCode()) ?? '';

  it('exchanges each code once', () => {
    const { access } = start();
    const code = access.newCode();
    expect(access.exchange(code)).toBeTypeOf('string');
    expect(access.exchange(code)).toBeUndefined();
    expect(access.exchange('')).toBeUndefined();
  });

  it('sells a ticket for a secret, good once, for one subject, for a minute', () => {
    const { access, clock } = start();
    const secret = secretOf(access);
    expect(access.ticket(`${secret}x`, 'socket')).toBeUndefined();
    const ticket = access.ticket(secret, 'socket') ?? '';
    expect(access.redeem(ticket, 'socket')).toBe(true);
    expect(access.redeem(ticket, 'socket')).toBe(false);
    expect(access.redeem(access.grant('transfer:1'), 'transfer:2')).toBe(false);
    const late = access.grant('socket');
    clock.ms += 60_001;
    expect(access.redeem(late, 'socket')).toBe(false);
  });

  it('makes whoever guesses wait, and lets the person in again after that', () => {
    const { access, clock } = start();
    const secret = secretOf(access);
    for (let guess = 0; guess < 1000; guess += 1) expect(access.exchange(`guess ${String(guess)}`)).toBeUndefined();
    expect(access.ticket(secret, 'socket')).toBeUndefined();
    clock.ms += 10_001;
    expect(access.ticket(secret, 'socket')).toBeTypeOf('string');
  });
});
