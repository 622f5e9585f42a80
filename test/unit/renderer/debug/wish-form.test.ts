import { describe, expect, it } from 'vitest';

import { enteringCommand, initialWishes, readWishes, withImage } from '../../../../renderer/debug/wish-form.ts';

describe('readWishes', () => {
  it('keeps the container alive for the hours that were said', () => {
    expect(readWishes({ ...initialWishes('busybox'), limitHours: 0.5 })).toMatchObject({
      wishes: { keepAliveSeconds: 1800, stdin: false, tty: false },
    });
    expect(readWishes({ ...initialWishes('busybox'), limitHours: undefined })).toHaveProperty('problems.limitHours');
  });

  it('hands on a user only where one was named, 0 included', () => {
    expect(readWishes(initialWishes('busybox'))).not.toHaveProperty('wishes.runAsUser');
    expect(readWishes({ ...initialWishes('busybox'), runAsUser: 0 })).toHaveProperty('wishes.runAsUser', 0);
  });
});

describe('enteringCommand', () => {
  it('is a shell unless another was typed', () => {
    expect(enteringCommand(initialWishes('busybox'))).toEqual(['sh']);
    expect(enteringCommand(initialWishes('eclipse-temurin:25-jdk'))).toEqual(['bash']);
  });
});

describe('withImage', () => {
  const form = initialWishes('busybox');

  it('gives a JDK a shell in place of its jshell, and takes it back with another image', () => {
    const withJdk = withImage(form, 'eclipse-temurin:25-jdk');
    expect(withJdk.command).toBe('bash');
    expect(withImage(withJdk, 'busybox').command).toBe('');
  });

  it('leaves a command that was typed', () => {
    expect(withImage({ ...form, command: 'sleep 60' }, 'eclipse-temurin:25-jdk').command).toBe('sleep 60');
  });
});
