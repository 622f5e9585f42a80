/** A whole core that looks at files, follows one and copies one, until somebody kills it. */
import { readFile } from 'node:fs/promises';

import { FileRef } from '../../../preload/contract/files.ts';
import { startCore } from '../../support/running-core.ts';

const [kubeconfig = '', reference = ''] = process.argv.slice(2);
const file = FileRef.parse(JSON.parse(reference));
const { api } = await startCore(await readFile(kubeconfig, 'utf8'));

const following = (async () => {
  for await (const _ of api.files.follow({ ...file, offset: 0 }));
})();
for await (const _ of api.files.list({ ...file, path: '/' }));
const { transfer } = await api.files.download(file);
for await (const transfers of api.files.transfers({})) {
  if ((transfers.find(({ id }) => id === transfer)?.receivedBytes ?? 0) > 0) console.log('begun');
}
await following;
