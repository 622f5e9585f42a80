/** What names, labels and the like must look like, in the API server's words. */
import type { StatusCause } from '../status.ts';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const QUALIFIED_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_LIMIT = 63;
const SUBDOMAIN_LIMIT = 253;

const MESSAGES = {
  label:
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
  subdomain:
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
  labelValue:
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
  qualifiedName:
    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
} as const;

export function required(field: string, why?: string): StatusCause {
  return {
    reason: 'FieldValueRequired',
    message: why === undefined ? 'Required value' : `Required value: ${why}`,
    field,
  };
}

export function invalidValue(field: string, value: unknown, why: string): StatusCause {
  return { reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(value ?? null)}: ${why}`, field };
}

export function duplicate(field: string, value: string): StatusCause {
  return { reason: 'FieldValueDuplicate', message: `Duplicate value: ${JSON.stringify(value)}`, field };
}

export function notFoundValue(field: string, value: string): StatusCause {
  return { reason: 'FieldValueNotFound', message: `Not found: ${JSON.stringify(value)}`, field };
}

export function forbiddenField(field: string, why: string): StatusCause {
  return { reason: 'FieldValueForbidden', message: `Forbidden: ${why}`, field };
}

export function notSupported(field: string, value: unknown, supported: readonly string[]): StatusCause {
  const list = supported.map((word) => JSON.stringify(word)).join(', ');
  return {
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: ${JSON.stringify(value)}: supported values: ${list}`,
    field,
  };
}

export function labelNameProblems(field: string, name: string): readonly StatusCause[] {
  const problems = LABEL.test(name) ? [] : [invalidValue(field, name, MESSAGES.label)];
  return name.length > LABEL_LIMIT ? [tooLong(field, LABEL_LIMIT), ...problems] : problems;
}

export function subdomainProblems(field: string, name: string): readonly StatusCause[] {
  const problems = SUBDOMAIN.test(name) ? [] : [invalidValue(field, name, MESSAGES.subdomain)];
  return name.length > SUBDOMAIN_LIMIT ? [tooLong(field, SUBDOMAIN_LIMIT), ...problems] : problems;
}

function tooLong(field: string, limit: number): StatusCause {
  return { reason: 'FieldValueInvalid', message: `Invalid value: "": must be no more than ${limit} characters`, field };
}

export function labelsProblems(field: string, labels: Readonly<Record<string, unknown>>): readonly StatusCause[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...(QUALIFIED_NAME.test(key.slice(key.indexOf('/') + 1)) ? [] : [invalidValue(field, key, MESSAGES.qualifiedName)]),
    ...(typeof value === 'string' && LABEL_VALUE.test(value) ? [] : [invalidValue(field, value, MESSAGES.labelValue)]),
  ]);
}
