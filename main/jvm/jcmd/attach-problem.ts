import { AppError, isAppError } from '../../../preload/contract/errors.ts';

/** What the program says of an attempt, in its own two words, and what it means to a person. */
const SENTENCES: Readonly<Record<string, string>> = {
  'not-a-jvm sigquit-not-caught':
    'The JVM is still starting, or was told not to catch signals (-Xrs). Nothing was sent to it. Try again in a moment.',
  'not-a-jvm openj9': 'This is an OpenJ9 JVM, which does not speak HotSpot’s language. Nothing was sent to it.',
  'not-a-jvm native-image':
    'This program was compiled by GraalVM: there is no virtual machine in it. Nothing was sent to it.',
  'tmp-unusable read-only':
    'The JVM opens its socket in /tmp, which is on a read-only file system. Mount an emptyDir at /tmp; java.io.tmpdir does not help.',
  'tmp-unusable not-writable':
    'The JVM opens its socket in /tmp, which its user may not write to. Mount an emptyDir at /tmp; java.io.tmpdir does not help.',
  'tmp-unusable missing':
    'The JVM opens its socket in /tmp, which its file system does not have. Mount an emptyDir at /tmp.',
  'attach-timeout stopped':
    'The JVM was stopped while it was asked, and has not answered. The request stays in its /tmp, so that it is no thread dump when it goes on.',
  'attach-timeout no-socket':
    'The JVM did not answer in time: it may be short of processor time, or waiting for a safepoint. The request stays in its /tmp, so that it does not become a thread dump later. Try again in a while.',
  'attach-timeout other-client': 'Another client is attaching to the JVM at this moment. Try again in a moment.',
  'no-reply exited': 'The JVM has ended while it answered; its log may say why.',
  'reply-timeout stopped': 'The JVM is stopped and does not answer. Let it go on with SIGCONT.',
};

export function attachProblem(error: AppError): AppError {
  if (isAppError(error, 'PATH_DENIED')) {
    return new AppError('ATTACH_REFUSED', error.message, { reason: 'no-access' });
  }
  if (!isAppError(error, 'ATTACH_REFUSED')) return error;
  const sentence = SENTENCES[error.data.reason];
  return sentence === undefined ? error : new AppError('ATTACH_REFUSED', sentence, error.data);
}
