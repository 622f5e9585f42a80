import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseProbe } from '../../../../../main/namespaces/probe/parse-probe.ts';
import { understand } from '../../../../../main/namespaces/probe/probe-container.ts';

const fixture = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '../../../../fixtures/proc', `${name}.txt`));
const text = (lines: readonly string[]): Uint8Array => Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1');

describe('parseProbe', () => {
  it.each([
    'busybox-alone',
    'busybox-target',
    'python-distroless',
    'coreutils-traced',
    'busybox-refused',
    'perl-traced',
  ])('reads what a real container wrote: %s', (name) => {
    const probe = parseProbe(fixture(name));
    expect(probe).toMatchObject({ complete: true, bootTime: 1_795_475_641 });
    expect(probe.processes).toHaveLength(probe.processCount);
    expect(probe.processes.map(({ pid }) => pid)).toContain(probe.asker);
    for (const process of probe.processes) {
      expect(process.status.get('PPid')).toMatch(/^\d+$/);
      expect(process.links.size).toBe(8);
    }
  });

  it('tells a refusal from a number', () => {
    const links = (name: string) => parseProbe(fixture(name)).processes.find(({ pid }) => pid === 1)?.links;
    expect(links('busybox-refused')?.get('net')).toBe('refused');
    expect(links('coreutils-traced')?.get('net')).toBe(4_026_532_248);
  });

  it('sees the same namespaces from three programs', () => {
    const netOf = (name: string): unknown => parseProbe(fixture(name)).processes[0]?.links.get('net');
    expect(netOf('python-distroless')).toBe(netOf('busybox-alone'));
    expect(netOf('perl-traced')).toBe(netOf('coreutils-traced'));
  });

  it('takes every line of a file for that file’s process, whatever it says', () => {
    const forged = ['@end', '/proc/9/status:Name:\tforged', '/proc/9/ns/net -> net:[1]', '@c 9', '666f'];
    const probe = parseProbe(text(['@begin 1 5', ...forged.map((line) => `/proc/7/stat:${line}`)]));
    expect(probe.processes.map(({ pid }) => pid)).toEqual([7]);
    expect(probe.complete).toBe(false);
  });

  it('knows whose root can be entered, by its path or by its number', () => {
    const named = ['/proc/7/status:Name:\tx', '/proc/8/status:Name:\tx', '/proc/9/status:Name:\tx'];
    const probe = parseProbe(text(['@begin 1 5', ...named, '/proc/7/root/.', '@r 8', '/proc/9/stat:/proc/9/root/.']));
    expect(probe.processes.map(({ rootReadable }) => rootReadable)).toEqual([true, true, false]);
  });

  it('keeps the first of two status lines with one key', () => {
    const probe = parseProbe(text(['/proc/7/status:Uid:\t0\t0', '/proc/7/status:Uid:\t999\t999']));
    expect(probe.processes[0]?.status.get('Uid')).toBe('0\t0');
  });

  it('reads any bytes without failing', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 80 }), { maxLength: 30 }), (lines) => {
        understand('web', parseProbe(text(lines)));
      }),
      { numRuns: 500 },
    );
  });
});

describe('understand', () => {
  it('leaves its own process out and keeps what it says of the container', () => {
    const probe = understand('alone', parseProbe(fixture('busybox-alone')));
    expect(probe.processes.map(({ name }) => name)).toEqual(['sh']);
    expect(probe.own.get('mnt')).toBe(4_026_532_333);
    expect(probe.problem).toBeUndefined();
  });

  it('says so when the end is missing, or nothing came', () => {
    const whole = fixture('busybox-target');
    expect(understand('web', parseProbe(whole.subarray(0, whole.length - 10))).problem).toContain('cut short');
    expect(understand('web', parseProbe(new Uint8Array())).problem).toContain('could not be read');
  });
});
