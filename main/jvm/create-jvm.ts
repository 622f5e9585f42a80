import type { jvm } from '../../preload/contract/jvm.ts';
import type { Service } from '../../preload/contract/kinds.ts';
import type { Cluster } from '../kube/index.ts';
import { listJvms } from './find/list-jvms.ts';
import { openJvm } from './jcmd/open-jvm.ts';
import { readFacts } from './jcmd/read-facts.ts';
import { checkSpace } from './recordings/check-space.ts';
import { checkRecordings, dumpRecording, startRecording, stopRecording } from './recordings/recording-commands.ts';

export interface JvmOptions {
  readonly clusterOf: (context: string) => Cluster;
  readonly now?: () => Date;
}

export function createJvm({ clusterOf, now = () => new Date() }: JvmOptions): Service<typeof jvm> {
  return {
    list: async (ref, { signal }) => listJvms(ref, { cluster: clusterOf(ref.context), now, signal }),
    facts: async (ref, { signal }) => readFacts(await openJvm(clusterOf(ref.context), ref, signal)),
    recordings: async (ref, { signal }) => checkRecordings(await openJvm(clusterOf(ref.context), ref, signal)),
    start: async (request, { signal }) => {
      const cluster = clusterOf(request.context);
      const open = await openJvm(cluster, request, signal);
      await checkSpace(cluster, request, request.path, request.maxSizeBytes, signal);
      return startRecording(open, request);
    },
    stop: async ({ name, path, ...ref }, { signal }) =>
      stopRecording(await openJvm(clusterOf(ref.context), ref, signal), name, path),
    dump: async ({ name, path, ...ref }, { signal }) =>
      dumpRecording(await openJvm(clusterOf(ref.context), ref, signal), name, path),
  };
}
