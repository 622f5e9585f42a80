import { expect, it } from 'vitest';

import { judgeWorkload } from '../../../../../main/debug/sharing/judge-workload.ts';
import type { Workload } from '../../../../../main/debug/sharing/workload.ts';

const template = (spec: object): NonNullable<Workload['spec']> => ({ template: { spec: { containers: [], ...spec } } });
const outcomes = (workload: Workload): Readonly<Record<string, string>> =>
  Object.fromEntries(judgeWorkload(workload).map(({ name, outcome }) => [name, outcome]));

it('has nothing against an ordinary deployment', () => {
  expect(outcomes({ spec: template({}) })).toEqual({ state: 'passed', owner: 'passed', rollout: 'passed' });
});

it.each([
  ['shared already', { spec: template({ shareProcessNamespace: true }) }, 'state'],
  ['host processes', { spec: template({ hostPID: true }) }, 'state'],
  ['Windows', { spec: template({ os: { name: 'windows' } }) }, 'state'],
  ['paused', { spec: { ...template({}), paused: true } }, 'rollout'],
  [
    'an operator’s',
    {
      metadata: { ownerReferences: [{ apiVersion: 'x/v1', kind: 'Shop', name: 's', uid: 'u', controller: true }] },
      spec: template({}),
    },
    'owner',
  ],
] as const)('refuses what cannot hold: %s', (_what, workload, finding) => {
  expect(outcomes(workload)[finding]).toBe('failed');
});

it.each([
  [{ labels: { 'argocd.argoproj.io/instance': 'shop' } }, /^Argo CD owns/],
  [{ annotations: { 'argocd.argoproj.io/tracking-id': 'shop:apps' } }, /^Argo CD owns/],
  [{ labels: { 'kustomize.toolkit.fluxcd.io/name': 'shop' } }, /^Flux owns/],
  [{ labels: { 'app.kubernetes.io/managed-by': 'Helm' } }, /^Helm owns/],
])('says who would undo it: %j', (metadata, sentence) => {
  const owner = judgeWorkload({ metadata, spec: template({}) }).find(({ name }) => name === 'owner');
  expect(owner).toMatchObject({ outcome: 'limited', sentence: expect.stringMatching(sentence) });
});

it('knows programs that expect to be process 1', () => {
  const spec = template({ containers: [{ name: 'app', command: ['/sbin/tini', '--', 'app'] }] });
  expect(outcomes({ spec })).toMatchObject({ entryPoint: 'limited' });
});
