import { describe, expect, it } from 'vitest';

import { isRunByContent, isRunByName, kindOf } from '../../../../../main/files/opening/run-by-systems.ts';

const named = (names: string): readonly string[] => names.split(', ');
const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const elf = (type: string): Uint8Array => bytes(`\x7fELF\x02\x01\x01${'\0'.repeat(9)}${type}`);

describe('isRunByName', () => {
  it.each([
    [
      'Windows',
      'a.exe, b.tar.BAT, c.lnk , d.ps1, e.settingcontent-ms, f.library-ms, g.msix, h.vhdx, i.url, j.website, k.wsb',
    ],
    [
      'macOS',
      'a.Command, b.app, c.fileloc, d.inetloc, e.webloc, f.mobileconfig, g.scpt, h.pkg, i.dmg, j.terminal, k.workflow',
    ],
    ['Linux', 'a.sh, b.zsh, c.fish, d.desktop, e.AppImage, f.run, g.deb, h.flatpakref, i.snap, j.iso'],
    ['all of them', 'a.jar, b.py, c.pyc, d.class, e.jnlp'],
  ])('knows what %s runs, installs, mounts or follows', (_system, names) => {
    expect(named(names).filter((name) => !isRunByName(name))).toEqual([]);
  });

  it('is not deceived by an end that Windows drops, nor by a class in place of a kind', () => {
    const hidden = ['h.exe.', 'i.bat. .', 'log.txt.{3050f4d8-98b5-11cf-bb82-00aa00bdce0b}'];
    expect(hidden.filter(isRunByName)).toEqual(hidden);
  });

  it('lets through what a program only shows', () => {
    const shown =
      'a.jfr, b.log, c.exe.txt, d.json, exe, e.hprof, f.html, g.xml, h.tdump, i.tar.gz, j.conf, k.yaml, .bashrc, m.out';
    expect(named(shown).filter(isRunByName)).toEqual([]);
  });
});

describe('isRunByContent', () => {
  it('knows programs, scripts, shortcuts and packages by how they begin', () => {
    const heads = [
      'MZ\x90\0',
      '#!/bin/sh\n',
      '[Desktop Entry]\nExec=',
      '\xcf\xfa\xed\xfe',
      '!<arch>\ndebian-binary',
      'xar!\0',
    ];
    expect(heads.filter((head) => !isRunByContent(bytes(head)))).toEqual([]);
    expect([elf('\x02\0'), elf('\x03\0')].every(isRunByContent)).toBe(true);
  });

  it('lets a core dump, a recording, a heap dump and a text through', () => {
    const others = [
      elf('\x04\0'),
      bytes('FLR\0\0\x02'),
      bytes('JAVA PROFILE 1.0.2'),
      bytes('# a remark'),
      new Uint8Array(),
    ];
    expect(others.filter(isRunByContent)).toEqual([]);
  });
});

it('kindOf', () => {
  expect(['a.TXT', 'a', '.profile', 'a.tar.gz ', 'a.b c'].map(kindOf)).toEqual(['txt', '', '', 'gz', '']);
});
