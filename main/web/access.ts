/**
 * Who may talk to the web host. Loopback alone is no defence: any page in the person's browser can reach it. The order is
 * Host (against DNS rebinding), then Origin (against other sites), then a secret (against other programs and users).
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Tickets open one socket or fetch one file, soon. */
const TICKET_MS = 60_000;
/** Wrong codes, secrets and tickets in a row before everyone has to wait. */
const MAX_FAILURES = 20;
const FAILURE_PAUSE_MS = 10_000;

export interface AccessRequest {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
}

/** Exactly the names that this server answers to, port included; it listens on IPv4 only. */
export function allowedHosts(port: number): ReadonlySet<string> {
  return new Set([`127.0.0.1:${String(port)}`, `localhost:${String(port)}`]);
}

/** `undefined` when the request may go on; else why not. */
export function refusal(request: AccessRequest, hosts: ReadonlySet<string>, needsOrigin: boolean): string | undefined {
  const { host, origin, secFetchSite } = request;
  if (host === undefined || !hosts.has(host)) return 'Host';
  if (origin === undefined ? needsOrigin : origin !== `http://${host}`) return 'Origin';
  if (secFetchSite !== undefined && secFetchSite !== 'same-origin' && secFetchSite !== 'none') return 'Sec-Fetch-Site';
  return undefined;
}

export interface Access {
  /** For an address to be printed or opened; each is good once. */
  newCode(): string;
  exchange(code: string): string | undefined;
  /** A ticket for whoever knows the secret; `subject` is what it opens. */
  ticket(secret: string, subject: string): string | undefined;
  /** For the core itself, which needs no secret. */
  grant(subject: string): string;
  redeem(ticket: string, subject: string): boolean;
}

export function createAccess(now: () => number): Access {
  const codes = new Set<string>();
  const secrets = new Set<string>();
  const tickets = new Map<string, { readonly subject: string; readonly until: number }>();
  let failures = 0;
  let blockedUntil = 0;

  const attempt = <T>(check: () => T | undefined): T | undefined => {
    if (now() < blockedUntil) return undefined;
    const result = check();
    failures = result === undefined ? failures + 1 : 0;
    if (failures >= MAX_FAILURES) {
      failures = 0;
      blockedUntil = now() + FAILURE_PAUSE_MS;
    }
    return result;
  };

  const grant = (subject: string): string => {
    for (const [old, { until }] of tickets) if (until < now()) tickets.delete(old);
    const ticket = token();
    tickets.set(ticket, { subject, until: now() + TICKET_MS });
    return ticket;
  };

  return {
    newCode: () => {
      const code = token();
      codes.add(code);
      return code;
    },
    exchange: (given) =>
      attempt(() => {
        const code = [...codes].find((known) => equal(given, known));
        if (code === undefined) return undefined;
        codes.delete(code);
        const secret = token();
        secrets.add(secret);
        return secret;
      }),
    ticket: (secret, subject) =>
      attempt(() => ([...secrets].some((known) => equal(secret, known)) ? grant(subject) : undefined)),
    grant,
    redeem: (ticket, subject) =>
      attempt(() => {
        const found = tickets.get(ticket);
        tickets.delete(ticket);
        return found?.subject === subject && found.until >= now() ? true : undefined;
      }) === true,
  };
}

function token(): string {
  return randomBytes(32).toString('base64url');
}

function equal(given: string, known: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(known)];
  return left.length === right.length && timingSafeEqual(left, right);
}
