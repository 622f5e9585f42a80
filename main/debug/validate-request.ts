import type { DebugRequest } from '../../preload/contract/debug.ts';
import { AppError } from '../../preload/contract/errors.ts';
import { isImageReference } from './image-reference.ts';

interface Issue {
  readonly field: string;
  readonly message: string;
}

/** What the server would say about a name, known without asking it. */
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const ENVIRONMENT_NAME = /^[^=\0]+$/;

/** In kubectl's order and words, where kubectl has any. */
function findIssues(request: DebugRequest): readonly Issue[] {
  const { image, name, tty, stdin, environment } = request;
  const issues: Issue[] = [];
  if (!isImageReference(image)) {
    issues.push({ field: 'image', message: `invalid image name "${image}": invalid reference format` });
  }
  if (tty && !stdin) {
    issues.push({ field: 'tty', message: '-i/--stdin is required for containers with -t/--tty=true' });
  }
  if (name !== undefined && !DNS_LABEL.test(name)) {
    issues.push({ field: 'name', message: 'must consist of lower case letters, digits and "-", no "-" at either end' });
  }
  for (const variable of environment) {
    if (ENVIRONMENT_NAME.test(variable.name)) continue;
    issues.push({ field: 'environment', message: `"${variable.name}" cannot be the name of a variable` });
  }
  return issues;
}

/** Throws INVALID before anything is sent. */
export function validateRequest(request: DebugRequest): void {
  const causes = findIssues(request);
  const [first] = causes;
  if (first !== undefined) throw new AppError('INVALID', first.message, { causes });
}
