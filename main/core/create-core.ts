/** The composition root: every domain is built here, once, with what it needs. */
import { join } from 'node:path';

import { contract, PROTOCOL_VERSION, type KesakoContract, type Services } from '../../preload/contract/index.ts';
import { serve, type Transport } from '../../preload/wire/index.ts';
import packageFacts from '../../package.json' with { type: 'json' };
import { createContexts } from '../contexts/index.ts';
import { createDebug } from '../debug/index.ts';
import { createFiles } from '../files/index.ts';
import { createJvm, ledgerFiles } from '../jvm/index.ts';
import { connectCluster } from '../kube/index.ts';
import { createLedger } from '../ledger/index.ts';
import { createNamespaces } from '../namespaces/index.ts';
import { createReachPool } from '../reach/index.ts';
import { createPractice, forgetPractice, practiceKubeconfig } from '../practice/index.ts';
import { createRecipes } from '../recipes/index.ts';
import { createRecordings } from '../recordings/index.ts';
import { createSettings } from '../settings/index.ts';
import { createTerminals, openLocalShell } from '../terminals/index.ts';
import { createWorkloads } from '../workloads/index.ts';
import type { HostPort, VerifiedFile } from './host-port.ts';
import { createHostService } from './host-service.ts';
import type { Log } from './logging/create-log.ts';
import { createSessions } from './session/sessions.ts';

export interface CoreOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  readonly dataFolder: string;
  /** The folder with the programs that are put into debug containers: `build/reach/bin`. */
  readonly programs: string;
  readonly host: HostPort;
  readonly log: Log;
}

export interface Core {
  /** Serves one window until its transport closes. */
  connect(transport: Transport): void;
  /** For the shell that hands out links: throws when there is no such file. */
  verifiedFile(transfer: string): VerifiedFile;
  /** Ends every session, stream and process. */
  dispose(): Promise<void>;
}

export async function createCore(options: CoreOptions): Promise<Core> {
  const { environment, homeDirectory, dataFolder, programs, host, log } = options;
  const settings = await createSettings({ folder: dataFolder, log });
  const userAgent = `kesako/${packageFacts.version} (${process.platform})`;
  await forgetPractice(dataFolder);
  const contexts = await createContexts({
    environment,
    homeDirectory,
    settings,
    log,
    practiceKubeconfig: practiceKubeconfig(dataFolder),
    connect: (access) => connectCluster(access, { environment, userAgent }),
  });
  const clusterOf = contexts.clusterOf.bind(contexts);
  const ledger = await createLedger({ folder: dataFolder, clusterOf, log });
  const recipes = await createRecipes({ folder: dataFolder, log });
  const practice = createPractice({
    folder: dataFolder,
    isTaken: (context) => contexts.has(context),
    onKubeconfig: () => contexts.reload(),
    log,
  });
  const workloads = createWorkloads({ clusterOf });
  const reach = createReachPool({
    clusterOf,
    isAllowed: (context) => settings.current.contexts[context]?.uploadsProgram !== false,
    programs,
  });
  const files = createFiles({ clusterOf, reach, ledger, folder: join(dataFolder, 'transfers'), log });
  const recordings = createRecordings({
    folder: join(dataFolder, 'recordings'),
    verifiedFile: (transfer) => files.verifiedFile(transfer),
    log,
    missionControl: { environment, homeDirectory, platform: process.platform },
  });
  const terminals = createTerminals({
    clusterOf,
    kubeconfigOf: (context) => contexts.describe(context),
    openLocalShell,
    environment,
    log,
  });

  const services: Services<KesakoContract> = {
    contexts: contexts.service,
    debug: createDebug({ clusterOf, ledger }),
    files: files.service,
    host: createHostService({
      port: host,
      version: packageFacts.version,
      platform: process.platform,
      homeDirectory,
      files,
      recordingFile: (recording) => recordings.fileOf(recording),
      chosenPrograms: join(dataFolder, 'programs.json'),
    }),
    jvm: createJvm({ clusterOf, reach, files: files.service, left: ledgerFiles(ledger) }),
    ledger: ledger.service,
    namespaces: createNamespaces({ clusterOf, programs: reach }),
    recipes,
    recordings: recordings.service,
    practice: practice.service,
    settings: settings.service,
    terminals: terminals.service,
    workloads: workloads.service,
  };
  const sessions = createSessions({
    onDisposeError: (error) => {
      log.error({ reason: String(error) }, 'a session could not be ended cleanly');
    },
  });

  return {
    connect: (transport) => {
      serve(transport, {
        protocol: PROTOCOL_VERSION,
        contract,
        services,
        enterSession: (wanted) => sessions.enter(wanted),
        onInternalError: (error, where) => {
          log.error({ where, code: error.code, reason: error.stack ?? error.message }, 'internal error');
        },
      });
    },
    verifiedFile: (transfer) => files.verifiedFile(transfer),
    dispose: async () => {
      await sessions.dispose();
      await recordings.dispose();
      await files.dispose();
      await reach.dispose();
      workloads.dispose();
      await practice.dispose();
      contexts.dispose();
    },
  };
}
