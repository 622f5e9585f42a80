import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate signed by itself: its own authority. PEM text. */
export interface ServerIdentity {
  readonly certificate: string;
  readonly key: string;
}

export function selfSigned(name: string, days = 2): ServerIdentity {
  const directory = mkdtempSync(join(tmpdir(), 'kesako-certificate-'));
  const [certificate, key] = [join(directory, 'certificate.pem'), join(directory, 'key.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key];
  const names = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${name === '127.0.0.1' ? 'IP' : 'DNS'}:${name}`];
  try {
    execFileSync('openssl', ['req', '-x509', ...curve, '-out', certificate, '-days', String(days), ...names], {
      stdio: 'ignore',
    });
    return { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
  } finally {
    rmSync(directory, { recursive: true });
  }
}
