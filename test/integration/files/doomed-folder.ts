/** A whole core that copies a folder by one of the ways, tells how far it is, and is killed by somebody. */
import { readFile } from 'node:fs/promises';

import { FileRef } from '../../../preload/contract/files.ts';
import { startCore } from '../../support/running-core.ts';

const [kubeconfig = '', folder = '', way = '', reference = ''] = process.argv.slice(2);
const file = FileRef.parse(JSON.parse(reference));
const { api } = await startCore(await readFile(kubeconfig, 'utf8'), folder);
const uploadsProgram = way === 'program';
await api.settings.patch({ contexts: { [file.context]: { uploadsProgram } } });
const { transfer } = await api.files.download(file);
for await (const transfers of api.files.transfers({})) {
  const { state, receivedBytes = 0 } = transfers.find(({ id }) => id === transfer) ?? {};
  console.log(JSON.stringify({ transfer, state, receivedBytes }));
}
