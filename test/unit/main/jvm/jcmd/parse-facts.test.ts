import { describe, expect, it } from 'vitest';

import {
  parseCommandLine,
  parseContainer,
  parseFlags,
  parseUptime,
  parseVersion,
  splitAnswers,
} from '../../../../../main/jvm/jcmd/parse-facts.ts';

describe('answers of a JVM 17', () => {
  it('version and uptime', () => {
    expect(parseVersion('OpenJDK 64-Bit Server VM version 17.0.21.1+2-1-deb12u1-Debian\nJDK 17.0.21.1\n')).toBe(
      'OpenJDK 64-Bit Server VM version 17.0.21.1+2-1-deb12u1-Debian, JDK 17.0.21.1',
    );
    expect(parseUptime('31.474 s\n')).toBe(31.474);
    expect(parseUptime('')).toBe(0);
  });

  it('flags', () => {
    expect(parseFlags('-XX:CICompilerCount=2 -XX:InitialHeapSize=16777216 -XX:+UseSerialGC \n')).toEqual([
      '-XX:CICompilerCount=2',
      '-XX:InitialHeapSize=16777216',
      '-XX:+UseSerialGC',
    ]);
  });

  it('command line, secrets masked', () => {
    const text =
      'VM Arguments:\njvm_args: -Djetty.home=/usr/share/jetty9 -Dtoken=abc \njava_command: /usr/local/jetty/start.jar\nLauncher Type: SUN_STANDARD\n';
    expect(parseCommandLine(text)).toEqual([
      { label: 'jvm_args', value: '-Djetty.home=/usr/share/jetty9 -Dtoken=•••' },
      { label: 'java_command', value: '/usr/local/jetty/start.jar' },
      { label: 'Launcher Type', value: 'SUN_STANDARD' },
    ]);
  });

  it('all at once, one after the other', () => {
    const text =
      'OpenJDK VM version 17\nJDK 17\n31.474 s\n-XX:+UseSerialGC \nVM Arguments:\njava_command: a.jar\n#\n# JRE version: 17\n';
    expect(splitAnswers(text)).toEqual({
      version: 'OpenJDK VM version 17\nJDK 17',
      uptime: '31.474 s',
      flags: '-XX:+UseSerialGC ',
      commandLine: 'VM Arguments:\njava_command: a.jar',
      info: '#\n# JRE version: 17\n',
    });
    expect(splitAnswers('')).toEqual({ version: '', uptime: '', flags: '', commandLine: '', info: '' });
  });

  it('the container section of VM.info and nothing else', () => {
    const text =
      'Other: 1\ncontainer (cgroup) information:\ncontainer_type: cgroupv1\nmemory_limit_in_bytes: 1048576 k\nmaximum number of tasks: unlimited\n\nKVM: yes\n';
    expect(parseContainer(text)).toEqual([
      { label: 'container_type', value: 'cgroupv1' },
      { label: 'memory_limit_in_bytes', value: '1048576 k' },
      { label: 'maximum number of tasks', value: 'unlimited' },
    ]);
    expect(parseContainer('Other: 1\n')).toEqual([]);
  });
});
