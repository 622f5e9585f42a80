import { expect, it } from 'vitest';

import {
  parseCommandLine,
  parseContainer,
  parseFlags,
  parseMajor,
  parseUptime,
  parseVersion,
} from '../../../../../main/jvm/jcmd/parse-facts.ts';

it('reads what a JVM says of itself', () => {
  const version = 'OpenJDK 64-Bit Server VM version 17.0.15+6-Debian-1deb12u1\nJDK 17.0.15\n';
  expect(parseVersion(version)).toBe('OpenJDK 64-Bit Server VM version 17.0.15+6-Debian-1deb12u1, JDK 17.0.15');
  expect(parseMajor(version)).toBe(17);
  expect(parseMajor('OpenJDK 64-Bit Server VM version 25.402-b06\nJDK 8.0_402\n')).toBe(8);
  expect(parseUptime('31.474 s')).toBe(31.474);
  expect(parseFlags('-XX:CICompilerCount=2 -XX:+UseSerialGC \n')).toEqual([
    '-XX:CICompilerCount=2',
    '-XX:+UseSerialGC',
  ]);
});

it('reads the command line without its secrets', () => {
  const text = 'VM Arguments:\njvm_args: -Dpassword=hunter2 \njava_command: start.jar\nLauncher Type: SUN_STANDARD\n';
  expect(parseCommandLine(text)).toEqual([
    { label: 'jvm_args', value: '-Dpassword=•••' },
    { label: 'java_command', value: 'start.jar' },
    { label: 'Launcher Type', value: 'SUN_STANDARD' },
  ]);
});

it('reads the section about the container, up to its end', () => {
  const text =
    '#\n\ncontainer (cgroup) information:\ncontainer_type: cgroupv1\nmemory_limit_in_bytes: 1048576 k\n\nother: x\n';
  expect(parseContainer(text)).toEqual([
    { label: 'container_type', value: 'cgroupv1' },
    { label: 'memory_limit_in_bytes', value: '1048576 k' },
  ]);
  expect(parseContainer('nothing')).toEqual([]);
});
