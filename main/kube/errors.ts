/** The one place that reads HTTP statuses and Kubernetes `Status` objects. The server's words are kept as they are. */
import { AppError, type ErrorData } from '../../preload/contract/errors.ts';
import { visibleText } from './visible-text.ts';

/** A sentence of a server fits; a page of HTML from a gateway in between is cut. */
const MESSAGE_LIMIT = 8 * 1024;

export interface StatusCause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

/** A `Status` object, read from untrusted text. */
export interface KubeStatus {
  readonly status: string;
  readonly message: string;
  readonly reason: string;
  readonly code?: number;
  readonly kind: string;
  readonly name: string;
  readonly causes: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** `undefined` if the value is no Status. */
export function readStatus(value: unknown): KubeStatus | undefined {
  const status = record(value);
  if (typeof status['status'] !== 'string') return undefined;
  const details = record(status['details']);
  const causes: readonly unknown[] = Array.isArray(details['causes']) ? details['causes'] : [];
  const code = number(status['code']);
  const retryAfterSeconds = number(details['retryAfterSeconds']);
  return {
    status: status['status'],
    message: text(status['message']),
    reason: text(status['reason']),
    ...(code === undefined ? {} : { code }),
    kind: text(details['kind']),
    name: text(details['name']),
    causes: causes.map(record).map((cause) => ({
      reason: text(cause['reason']),
      message: text(cause['message']),
      field: text(cause['field']),
    })),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

export function parseStatus(json: string): KubeStatus | undefined {
  try {
    return readStatus(JSON.parse(json));
  } catch {
    return undefined;
  }
}

/** The resource version asked for is older than what the server keeps: list again. */
export class ResourceExpired extends AppError<'NOT_FOUND'> {
  constructor(message: string) {
    super('NOT_FOUND', message, {});
  }
}

export interface FailedAnswer {
  readonly status: number;
  readonly body: string;
  readonly retryAfter?: string | undefined;
}

export interface AnswerOrigin {
  readonly context: string;
  readonly server: string;
}

const RBAC_DENIAL =
  /\bUser ".*" cannot (?<verb>\S+) resource "(?<resource>[^"/]+)(?:\/(?<subresource>[^"]+))?" in API group "[^"]*"(?: in the namespace "(?<kubeNamespace>[^"]+)")?/s;

/** Each names the policy that said no. */
const ADMISSION_DENIALS: readonly RegExp[] = [
  /violates PodSecurity "([^"]+)"/,
  /admission webhook "([^"]+)" denied the request/,
  /failed calling webhook "([^"]+)"/,
  /ValidatingAdmissionPolicy '([^']+)'/,
  /exceeded quota: ([^,\s]+)/,
];

function forbiddenData(message: string, status: KubeStatus | undefined): ErrorData['FORBIDDEN'] {
  const { verb, resource, subresource, kubeNamespace } = RBAC_DENIAL.exec(message)?.groups ?? {};
  return {
    ...(verb === undefined ? {} : { verb }),
    ...(resource === undefined ? {} : { resource }),
    ...(subresource === undefined ? {} : { subresource }),
    ...(kubeNamespace === undefined ? {} : { kubeNamespace }),
    ...(status === undefined || status.name === '' ? {} : { name: status.name }),
  };
}

function objectData(status: KubeStatus | undefined): ErrorData['NOT_FOUND'] {
  return {
    ...(status === undefined || status.kind === '' ? {} : { resource: status.kind }),
    ...(status === undefined || status.name === '' ? {} : { name: status.name }),
  };
}

function retryAfterData(answer: FailedAnswer, status: KubeStatus | undefined): ErrorData['THROTTLED'] {
  const seconds = Number(answer.retryAfter ?? Number.NaN);
  if (Number.isFinite(seconds) && seconds >= 0) return { retryAfterSeconds: seconds };
  return status?.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: status.retryAfterSeconds };
}

function admissionPolicy(message: string): string | undefined {
  for (const denial of ADMISSION_DENIALS) {
    const policy = denial.exec(message)?.[1];
    if (policy !== undefined) return policy;
  }
  return undefined;
}

/** RBAC always says `User "x" cannot …`; another reason after `is forbidden:` is an admission plug-in's. */
function isAdmissionDenial(message: string): boolean {
  return message.includes(' is forbidden: ') && !message.includes(' is forbidden: User "');
}

function sentence(answer: FailedAnswer, status: KubeStatus | undefined): string {
  const said = visibleText(status?.message ?? answer.body, MESSAGE_LIMIT).trim();
  return said === '' ? `The API server answered ${String(answer.status)} without a word.` : said;
}

/** What a request that was answered with something else than success becomes. */
export function apiError(answer: FailedAnswer, origin: AnswerOrigin): AppError {
  const status = parseStatus(answer.body);
  const message = sentence(answer, status);
  const policy = admissionPolicy(message);
  if (policy !== undefined) return new AppError('ADMISSION_DENIED', message, { policy });

  switch (answer.status) {
    case 400:
      return new AppError('INVALID', message, { causes: invalidCauses(status) });
    case 401:
      return new AppError('UNAUTHENTICATED', message, { context: origin.context });
    case 403:
      if (isAdmissionDenial(message)) return new AppError('ADMISSION_DENIED', message, {});
      return new AppError('FORBIDDEN', message, forbiddenData(message, status));
    case 404:
      return new AppError('NOT_FOUND', message, objectData(status));
    case 409:
      return new AppError('CONFLICT', message, objectData(status));
    case 410:
      return new ResourceExpired(message);
    case 413:
      return new AppError('INVALID', message, { causes: [] });
    case 422:
      return new AppError('INVALID', message, { causes: invalidCauses(status) });
    case 429:
      return new AppError('THROTTLED', message, retryAfterData(answer, status));
    case 503: {
      const data = retryAfterData(answer, status);
      if (data.retryAfterSeconds !== undefined) return new AppError('THROTTLED', message, data);
      return new AppError('UNREACHABLE', message, { server: origin.server, status: answer.status });
    }
    default:
      if (answer.status >= 500)
        return new AppError('UNREACHABLE', message, { server: origin.server, status: answer.status });
      return new AppError('UNSUPPORTED', message, { feature: `HTTP ${String(answer.status)}` });
  }
}

/** The same for a Status that came inside a stream, where no HTTP status goes with it. */
export function statusError(status: KubeStatus, origin: AnswerOrigin): AppError {
  return apiError({ status: status.code ?? 500, body: JSON.stringify(asStatus(status)) }, origin);
}

function asStatus(status: KubeStatus): object {
  const { message, reason, kind, name, causes, retryAfterSeconds } = status;
  return { status: status.status, message, reason, details: { kind, name, causes, retryAfterSeconds } };
}

function invalidCauses(status: KubeStatus | undefined): ErrorData['INVALID']['causes'] {
  return (status?.causes ?? []).map(({ field, message }) => ({ field, message }));
}
