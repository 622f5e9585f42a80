/** What the core says against a wish before the server is asked, by the form's own fields. Pure. */
import { AppError, isAppError } from '../../preload/contract/index.ts';
import { schemaProblems, type Problems } from './wish-form.ts';

/** `error` is why there is no plan, or why the plan says that it would be refused. */
export function planProblems(error: unknown): Problems {
  if (!isAppError(error, 'INVALID')) return {};
  return schemaProblems(
    error.data.causes
      // The server's own causes name the paths of its objects, which are no fields of a form.
      .filter(({ field }) => /^\w+$/.test(field))
      .map(({ field, message }) => ({ path: [field], message })),
  );
}

/** The same of a plan that has been made. */
export function refusalProblems(refusal: Parameters<typeof AppError.from>[0] | undefined): Problems {
  return refusal === undefined ? {} : planProblems(AppError.from(refusal));
}
