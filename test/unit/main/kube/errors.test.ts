import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { apiError, readStatus, ResourceExpired } from '../../../../main/kube/errors.ts';
import { isAppError } from '../../../../preload/contract/errors.ts';

const ORIGIN = { context: 'test', server: 'https://api.example' };

function answered(status: number, message: string, more: object = {}): unknown {
  return apiError({ status, body: JSON.stringify({ kind: 'Status', status: 'Failure', message, ...more }) }, ORIGIN);
}

describe('apiError', () => {
  it('reads who may not do what from the words of RBAC', () => {
    const message =
      'pods "web-0" is forbidden: User "system:serviceaccount:a:b" cannot patch resource "pods/ephemeralcontainers" in API group "" in the namespace "default"';
    expect(answered(403, message, { reason: 'Forbidden', details: { name: 'web-0', kind: 'pods' } })).toMatchObject({
      code: 'FORBIDDEN',
      message,
      data: {
        verb: 'patch',
        resource: 'pods',
        subresource: 'ephemeralcontainers',
        kubeNamespace: 'default',
        name: 'web-0',
      },
    });
  });

  it('reads a refusal for the whole cluster', () => {
    const message =
      'namespaces is forbidden: User "dev" cannot list resource "namespaces" in API group "" at the cluster scope';
    expect(answered(403, message)).toMatchObject({ code: 'FORBIDDEN', data: { verb: 'list', resource: 'namespaces' } });
  });

  it.each([
    [403, 'pods "a" is forbidden: violates PodSecurity "restricted:latest": privileged (x)', 'restricted:latest'],
    [400, 'admission webhook "policy.example.com" denied the request: no', 'policy.example.com'],
    [
      422,
      `pods "a" is forbidden: ValidatingAdmissionPolicy 'no-debug' with binding 'b' denied request: no`,
      'no-debug',
    ],
    [403, 'pods "a" is forbidden: exceeded quota: small, requested: pods=1, used: pods=1, limited: pods=1', 'small'],
    [500, 'Internal error occurred: failed calling webhook "w.example.com": deadline exceeded', 'w.example.com'],
  ])('names the policy of %i "%s"', (status, message, policy) => {
    expect(answered(status, message)).toMatchObject({ code: 'ADMISSION_DENIED', message, data: { policy } });
  });

  it('tells other admission plug-ins from missing rights', () => {
    const message = 'pods "a" is forbidden: maximum cpu usage per Container is 1, but limit is 2';
    expect(answered(403, message)).toMatchObject({ code: 'ADMISSION_DENIED', data: {} });
  });

  it('keeps the causes of what is invalid word for word', () => {
    const causes = [{ reason: 'FieldValueNotFound', field: 'spec.x', message: 'Not found: "y"' }];
    expect(answered(422, 'Pod "a" is invalid', { details: { causes } })).toMatchObject({
      code: 'INVALID',
      data: { causes: [{ field: 'spec.x', message: 'Not found: "y"' }] },
    });
  });

  it.each([
    [400, 'INVALID'],
    [401, 'UNAUTHENTICATED'],
    [404, 'NOT_FOUND'],
    [409, 'CONFLICT'],
    [429, 'THROTTLED'],
    [500, 'UNREACHABLE'],
    [503, 'UNREACHABLE'],
    [504, 'UNREACHABLE'],
    [405, 'UNSUPPORTED'],
  ])('maps %i to %s', (status, code) => {
    expect(answered(status, 'm')).toMatchObject({ code, message: 'm' });
  });

  it('knows an expired resource version again', () => {
    expect(answered(410, 'too old resource version')).toBeInstanceOf(ResourceExpired);
  });

  it('shows what a gateway says, bounded and inert', () => {
    const error = apiError({ status: 502, body: `<html>\u001b]0;x\u0007${'a'.repeat(1e6)}` }, ORIGIN);
    expect(error.message.length).toBeLessThan(9000);
    expect(error.message).toMatch(/^<html>␛\]0;x␇a/);
  });

  it('takes any status and body', () => {
    const body = fc.oneof(fc.string(), fc.json());
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), body, (status, text) => {
        const error = apiError({ status, body: text }, ORIGIN);
        expect(error.message).not.toBe('');
        expect(isAppError(error, 'INTERNAL')).toBe(false);
      }),
    );
  });
});

describe('readStatus', () => {
  it('takes any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const status = readStatus(value);
        if (status !== undefined) expect(typeof status.message).toBe('string');
      }),
    );
  });
});
