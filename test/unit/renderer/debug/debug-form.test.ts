import { describe, expect, it } from 'vitest';

import { initialForm, readForm, runningDebuggers } from '../../../../renderer/debug/debug-form.ts';
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
        stdin: false,
        tty: false,
        attach: true,
        keepAliveSeconds: 28_800,
        custom: '',
        targetEnvironment: false,
        targetMounts: false,
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

  it('makes the command the container’s own only as kubectl does it', () => {
    expect(readForm(podRef, { ...form, command: 'top -d 1' })).toMatchObject({ request: { command: [] } });
    expect(readForm(podRef, { ...form, command: 'top -d 1', life: 'kubectl' })).toMatchObject({
      request: { command: ['top', '-d', '1'], stdin: true, tty: true },
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
