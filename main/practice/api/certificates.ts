/** Certificates for servers of tests, written here: neither Node nor every machine that runs the tests can make one. */
import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

/** A certificate signed by itself: its own authority. PEM text. */
export interface ServerIdentity {
  readonly certificate: string;
  readonly key: string;
}

const DAY_MS = 86_400_000;

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  version: 0xa0,
  extensions: 0xa3,
  dnsName: 0x82,
  ipAddress: 0x87,
} as const;

/** Object identifiers, already encoded. */
const ECDSA_WITH_SHA256 = Buffer.from('2a8648ce3d040302', 'hex');
const COMMON_NAME = Buffer.from('550403', 'hex');
const BASIC_CONSTRAINTS = Buffer.from('551d13', 'hex');
const SUBJECT_ALTERNATIVE_NAME = Buffer.from('551d11', 'hex');

const TRUE = element(TAG.boolean, Buffer.of(0xff));
const NO_UNUSED_BITS = Buffer.of(0);

/** For `name`, a host name or an IPv4 address; good today. */
export function selfSigned(name: string): ServerIdentity {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const algorithm = sequence(element(TAG.objectIdentifier, ECDSA_WITH_SHA256));
  const distinguishedName = sequence(
    element(TAG.set, sequence(element(TAG.objectIdentifier, COMMON_NAME), element(TAG.utf8String, Buffer.from(name)))),
  );
  const now = Date.now();
  const content = sequence(
    element(TAG.version, element(TAG.integer, Buffer.of(2))),
    // A leading 1 keeps the number positive.
    element(TAG.integer, Buffer.of(1), randomBytes(15)),
    algorithm,
    distinguishedName,
    sequence(time(now - DAY_MS), time(now + DAY_MS)),
    distinguishedName,
    publicKey.export({ type: 'spki', format: 'der' }),
    element(
      TAG.extensions,
      sequence(
        extension(BASIC_CONSTRAINTS, sequence(TRUE), true),
        extension(SUBJECT_ALTERNATIVE_NAME, sequence(alternativeName(name))),
      ),
    ),
  );
  const signature = createSign('sha256').update(content).sign(privateKey);
  const certificate = sequence(content, algorithm, element(TAG.bitString, NO_UNUSED_BITS, signature));
  return { certificate: pem(certificate), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const header =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, Math.floor(length / 0x100), length % 0x100];
  return Buffer.concat([Buffer.of(tag, ...header), content]);
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return element(TAG.sequence, ...parts);
}

function extension(identifier: Buffer, value: Buffer, critical = false): Buffer {
  return sequence(
    element(TAG.objectIdentifier, identifier),
    ...(critical ? [TRUE] : []),
    element(TAG.octetString, value),
  );
}

function alternativeName(name: string): Buffer {
  const isAddress = /^\d+(\.\d+){3}$/.test(name);
  return isAddress
    ? element(TAG.ipAddress, Buffer.from(name.split('.').map(Number)))
    : element(TAG.dnsName, Buffer.from(name));
}

function time(at: number): Buffer {
  const text = new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return element(TAG.generalizedTime, Buffer.from(text));
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
