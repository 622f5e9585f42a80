import { describe, expect, it } from 'vitest';

import { explainProblem, isProblem } from '../../../../main/debug/explain-problem.ts';

const explain = (reason: string, message: string): object =>
  explainProblem({ reason, message, image: 'shop/tools:1', target: 'web' }).toForm();

describe('explainProblem', () => {
  it.each([
    ['ErrImagePull', 'failed to resolve reference: shop/tools:1: not found', 'no such image'],
    ['ImagePullBackOff', 'Back-off pulling image: no match for platform in manifest', 'processor'],
    ['ErrImagePull', 'pull access denied, repository does not exist or may require authorization', 'login'],
    ['ErrImagePull', 'dial tcp: lookup registry.example: no such host', 'name cannot be found'],
    ['ErrImagePull', 'x509: certificate signed by unknown authority', 'certificate'],
    ['ErrImagePull', '429 Too Many Requests - toomanyrequests', 'no more pulls'],
    ['ErrImagePull', 'dial tcp 10.0.0.1:443: i/o timeout', 'cannot reach'],
    ['InvalidImageName', '', 'not the name of an image'],
    ['ErrImageNeverPull', '', 'policy Never'],
  ])('%s: %s', (reason, message, words) => {
    expect(explain(reason, message)).toMatchObject({
      code: 'IMAGE_PULL',
      data: { image: 'shop/tools:1', reason },
      message: expect.stringContaining(words),
    });
  });

  it.each([
    ['CreateContainerConfigError', 'unable to find target container "web"', 'TARGET_GONE'],
    ['CreateContainerError', 'invalid target container "0123": container is not running', 'TARGET_GONE'],
    ['CreateContainerConfigError', 'container has runAsNonRoot and image will run as root', 'CONTAINER_CONFIG'],
    ['RunContainerError', 'exec: "bash": executable file not found in $PATH', 'CONTAINER_CONFIG'],
  ])('%s: %s', (reason, message, code) => {
    expect(explain(reason, message)).toMatchObject({ code });
  });

  it('leaves ordinary waiting alone', () => {
    expect(isProblem('ContainerCreating')).toBe(false);
    expect(isProblem('PodInitializing')).toBe(false);
    expect(isProblem('ErrImagePull')).toBe(true);
  });
});
