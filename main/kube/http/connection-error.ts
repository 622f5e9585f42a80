import { AppError, cancelled, toAppError } from '../../../preload/contract/errors.ts';

/** What Node's and OpenSSL's codes mean to somebody who looks at a cluster that does not answer. */
const TLS_REASONS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "the server's certificate has expired",
  CERT_NOT_YET_VALID: "the server's certificate is not valid yet; check this computer's clock",
  CERT_REVOKED: "the server's certificate has been revoked",
  CERT_SIGNATURE_FAILURE: "the signature of the server's certificate is wrong",
  CERT_UNTRUSTED: "the server's certificate is not trusted",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the server's certificate is signed by itself and is not in the kubeconfig",
  ERR_TLS_CERT_ALTNAME_INVALID: "the server's certificate is for another name",
  HOSTNAME_MISMATCH: "the server's certificate is for another name",
  SELF_SIGNED_CERT_IN_CHAIN: "the server's certificate comes from an authority that the kubeconfig does not name",
  UNABLE_TO_GET_ISSUER_CERT: "the server's certificate comes from an unknown authority",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "the server's certificate comes from an authority that the kubeconfig does not name",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the server's certificate comes from an authority that the kubeconfig does not name",
  EPROTO: 'the two sides could not agree on an encrypted connection',
};

const NETWORK_REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at that address',
  ECONNRESET: 'the connection was cut',
  ECONNABORTED: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ENOTFOUND: 'its name cannot be resolved',
  EAI_AGAIN: 'its name cannot be resolved at the moment',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
};

/** Node's words for developers, who start it themselves. */
const NODE_ADVICE = /; if the root CA is installed locally, try running Node\.js with --use-system-ca$/;

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  // Several addresses were tried (happy eyeballs): the first failure speaks for all.
  return error instanceof AggregateError ? codeOf(error.errors[0]) : '';
}

function tlsReason(code: string, message: string): string | undefined {
  const known = TLS_REASONS[code];
  if (known !== undefined) return known;
  if (/^ERR_SSL_.*ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_EXPIRED)/.test(code)) {
    return 'the server does not accept our client certificate';
  }
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER') return 'the server does not speak TLS at that address';
  return code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') ? message : undefined;
}

/** A request that got no answer, as an error that says why. */
export function connectionError(error: unknown, server: string, signal?: AbortSignal): AppError {
  if (signal?.aborted === true) return signal.reason instanceof AppError ? toAppError(signal.reason) : cancelled();
  if (error instanceof AppError) return toAppError(error);
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const tls = tlsReason(code, message);
  if (tls !== undefined) {
    const cause = new Error(message.replace(NODE_ADVICE, ''), { cause: error });
    return new AppError('TLS', `No secure connection to ${server}: ${tls}.`, { server }, { cause });
  }
  const reason = NETWORK_REASONS[code] ?? message;
  return new AppError('UNREACHABLE', `Cannot reach ${server}: ${reason}.`, { server }, { cause: error });
}
