import { expect, it } from 'vitest';

import { attachProblem } from '../../../../../main/jvm/jcmd/attach-problem.ts';
import { AppError } from '../../../../../preload/contract/errors.ts';

it.each([
  ['tmp-unusable read-only', /emptyDir at \/tmp/],
  ['attach-timeout other-client', /Another client/],
  ['reply-timeout stopped', /SIGCONT/],
  ['not-a-jvm openj9', /OpenJ9/],
])('says what %s means', (reason, sentence) => {
  const error = attachProblem(new AppError('ATTACH_REFUSED', 'short', { reason }));
  expect(error).toMatchObject({ code: 'ATTACH_REFUSED', message: sentence, data: { reason } });
});

it('keeps what it does not know, and turns a closed door into a refusal to attach', () => {
  const unknown = new AppError('ATTACH_REFUSED', 'short', { reason: 'new word' });
  expect(attachProblem(unknown)).toBe(unknown);
  expect(attachProblem(new AppError('PATH_DENIED', 'closed', { path: '' }))).toMatchObject({
    code: 'ATTACH_REFUSED',
    message: 'closed',
  });
});
