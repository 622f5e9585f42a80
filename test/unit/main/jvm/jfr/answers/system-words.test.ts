import { describe, expect, it } from 'vitest';

import { systemWords } from '../../../../../../main/jvm/jfr/answers/system-words.ts';

describe('the operating system of a recording', () => {
  it.each([
    [
      'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nuname: Linux 6.8.0 #1 SMP UTC 2025 x86_64\nlibc: glibc 2.36 \n',
      { system: 'Debian GNU/Linux 12 (bookworm)', kernel: 'Linux 6.8.0 x86_64' },
    ],
    [
      'DISTRIB_ID=Ubuntu\nDISTRIB_DESCRIPTION="Ubuntu 23.10"\nuname: Linux 6.5.0-14-generic #14-Ubuntu UTC 2023 x86_64\n',
      { system: 'Ubuntu 23.10', kernel: 'Linux 6.5.0-14-generic x86_64' },
    ],
    [
      'Oracle Linux Server release 8.5\nuname:Linux 6.8.0-40 #40~22 UTC 2 x86_64\nlibc: glibc 2.28\n',
      { system: 'Oracle Linux Server release 8.5', kernel: 'Linux 6.8.0-40 x86_64' },
    ],
    ['uname: Linux 5.15.107+ #1 SMP Thu Jun 29 UTC 2023 x86_64', { kernel: 'Linux 5.15.107+ x86_64' }],
    [
      'HostName: BUILD01 OS: Windows 10 , 64 bit Build 16299 (10.0.16299.431)\n',
      { system: 'Windows 10 , 64 bit Build 16299 (10.0.16299.431)' },
    ],
    ['OS:\n Windows 11 , 64 bit\nOS uptime: 0 days\n', { system: 'Windows 11 , 64 bit' }],
    ['something else', {}],
  ])('is named as people name it: %j', (text, words) => {
    expect(systemWords(text)).toEqual(words);
  });
});
