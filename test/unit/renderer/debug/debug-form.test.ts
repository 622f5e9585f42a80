import { describe, expect, it } from 'vitest';

import { initialForm, readForm, runningDebuggers, withImage } from '../../../../renderer/debug/debug-form.ts';
import { container, podDetail, podRef } from './pod-detail.ts';

describe('initialForm', () => {
  it('targets what was asked for, else the default container, if it runs', () => {
    const detail = podDetail([container('web'), container('side')]);
    expect(initialForm(detail, 'busybox', 'side').target).toBe('side');
    expect(initialForm(detail, 'busybox', undefined).target).toBe('web');
    expect(initialForm(detail, 'busybox', 'absent').target).toBe('web');
  });

  it('has no target when nothing runs', () => {
    const waiting = container('web', { state: { state: 'waiting' } });
    expect(initialForm(podDetail([waiting]), 'busybox', undefined).target).toBe('');
  });
});

describe('readForm', () => {
  const form = initialForm(podDetail([container('web')]), 'busybox', undefined);

  it('leaves out what was not chosen', () => {
    const reading = readForm(podRef, form);
    expect(reading).toEqual({
      request: {
        ...podRef,
        image: 'busybox',
        target: 'web',
        profile: 'general',
        command: [],
        argumentsOnly: false,
        environment: [],
        stdin: true,
        tty: true,
        attach: true,
      },
    });
  });

  it('reads variables whose value holds an equals sign, and names the line that is none', () => {
    expect(readForm(podRef, { ...form, environment: 'A=1\n\nB=x=y' })).toMatchObject({
      request: {
        environment: [
          { name: 'A', value: '1' },
          { name: 'B', value: 'x=y' },
        ],
      },
    });
    expect(readForm(podRef, { ...form, environment: 'A=1\nB' })).toEqual({
      problems: { environment: 'Line 2 is not NAME=value.' },
    });
  });

  it('asks for an image', () => {
    expect(readForm(podRef, { ...form, image: '  ' })).toHaveProperty('problems.image');
  });
});

describe('runningDebuggers', () => {
  it('counts only ephemeral containers that run', () => {
    const ended = container('old', { kind: 'ephemeral', state: { state: 'terminated', exitCode: 0 } });
    const running = container('debugger', { kind: 'ephemeral' });
    expect(runningDebuggers(podDetail([container('web'), ended, running])).map(({ name }) => name)).toEqual([
      'debugger',
    ]);
  });
});

describe('withImage', () => {
  const form = initialForm(podDetail([container('web')]), 'busybox', undefined);

  it('gives a JDK a shell in place of its jshell, and takes it back with another image', () => {
    const withJdk = withImage(form, 'eclipse-temurin:25-jdk');
    expect(withJdk.command).toBe('bash');
    expect(withImage(withJdk, 'busybox').command).toBe('');
  });

  it('leaves a command that was typed', () => {
    expect(withImage({ ...form, command: 'sleep 60' }, 'eclipse-temurin:25-jdk').command).toBe('sleep 60');
  });
});
