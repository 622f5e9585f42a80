/**
 * A whole core as a process of its own, for tests that kill it: reads one request to start a debug container from its
 * arguments, prints each phase as a line, and stays. `KUBECONFIG` names the clusters; its folder lies in `TMPDIR`.
 */
import { readFile } from 'node:fs/promises';

import { DebugRequest } from '../../../preload/contract/debug.ts';
import { startCore } from '../../support/running-core.ts';

const [kubeconfig = '', request = ''] = process.argv.slice(2);
const { api } = await startCore(await readFile(kubeconfig, 'utf8'));
for await (const { phase } of api.debug.start(DebugRequest.parse(JSON.parse(request)))) console.log(phase);
// Nobody ends it but a signal.
setInterval(() => undefined, 2 ** 30);
