import { assert, property, record, constantFrom, string } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatPlace, parsePlace, POD_TABS, RECORDING_TABS } from '../../../../renderer/place/place.ts';

describe('parsePlace', () => {
  it('reads every part', () => {
    expect(parsePlace('#/kube-lab-1/default/web-1/files?pid%3D1')).toEqual({
      context: 'kube-lab-1',
      kubeNamespace: 'default',
      pod: 'web-1',
      tab: 'files',
      detail: 'pid=1',
    });
  });

  it('reads the page of what is left behind, which belongs to no context', () => {
    expect(parsePlace('#ledger')).toEqual({ ledger: true });
    expect(formatPlace({ ledger: true })).toBe('#ledger');
    expect(parsePlace('#/ledger')).toEqual({ context: 'ledger' });
  });

  it('leaves out an unknown tab and its detail', () => {
    expect(parsePlace('#/a/b/c/nonsense?x')).toEqual({ context: 'a', kubeNamespace: 'b', pod: 'c' });
  });

  it.each(['', '#', '#/', '#//default', '#/%E0%A4%A'])('takes %o for no place', (hash) => {
    expect(parsePlace(hash)).toEqual({});
  });

  it('does not take a part without the one before it', () => {
    expect(parsePlace('#/a//pod')).toEqual({ context: 'a' });
  });
});

describe('formatPlace', () => {
  it('escapes a context name that holds slashes', () => {
    expect(formatPlace({ context: 'arn:aws:eks/prod?', kubeNamespace: 'default' })).toBe(
      '#/arn%3Aaws%3Aeks%2Fprod%3F/default',
    );
  });

  it('drops what has lost its parent', () => {
    expect(formatPlace({ context: 'a', pod: 'p' })).toBe('#/a');
  });

  it('is read back as it was, whatever the names', () => {
    const name = string({ minLength: 1, unit: 'grapheme' });
    const place = record({
      context: name,
      kubeNamespace: name,
      pod: name,
      tab: constantFrom(...POD_TABS),
      detail: name,
    });
    assert(
      property(place, (value) => {
        expect(parsePlace(formatPlace(value))).toEqual(value);
      }),
    );
  });

  it('keeps recordings apart from a context of that name', () => {
    expect(parsePlace('#recordings')).toEqual({ recordings: {} });
    expect(parsePlace('#/recordings/default')).toEqual({ context: 'recordings', kubeNamespace: 'default' });
    const name = string({ minLength: 1, unit: 'grapheme' });
    const place = record({ recording: name, tab: constantFrom(...RECORDING_TABS), detail: name });
    assert(
      property(place, (recordings) => {
        expect(parsePlace(formatPlace({ recordings }))).toEqual({ recordings });
      }),
    );
  });
});
