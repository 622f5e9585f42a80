import type { ClusterAccess } from '../cluster-access.ts';
import type { Environment } from '../http/proxy.ts';
import { bearer, type Credential, type CredentialSource } from './credential.ts';
import { execPluginSource } from './exec-plugin-source.ts';
import { tokenFileSource } from './token-file-source.ts';

function fixed(credential: Credential): CredentialSource {
  return { current: () => Promise.resolve(credential), reject: () => false, dispose: () => undefined };
}

/** One source per connection, so that what it keeps cannot be mixed up with another identity's. */
export function credentialSource(access: ClusterAccess, environment: Environment): CredentialSource {
  const description = access.credential;
  switch (description.kind) {
    case 'none':
      return fixed({});
    case 'token':
      return fixed(bearer(description.token, access.context));
    case 'basic': {
      const pair = `${description.username}:${description.password}`;
      return fixed({ authorization: `Basic ${Buffer.from(pair, 'utf8').toString('base64')}` });
    }
    case 'clientCertificate':
      return fixed({ clientCertificate: { certificate: description.certificate, key: description.key } });
    case 'tokenFile':
      return tokenFileSource(description.file, access.context);
    case 'exec':
      return execPluginSource(description, access, environment);
  }
}
