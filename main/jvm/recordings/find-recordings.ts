import { posix } from 'node:path';

import { isAppError } from '../../../preload/contract/errors.ts';
import type { RecordingFile } from '../../../preload/contract/jvm-recordings.ts';
import { getPod, type Cluster, type Pod } from '../../kube/index.ts';
import { parseEntry, readRecords } from '../../reach/index.ts';
import { parseProperties } from '../answers/parse-settings.ts';
import type { OpenJvm } from '../jcmd/open-jvm.ts';
import type { LeftFiles } from './left-files.ts';
import { fileOf, repositoryPath } from './view-recordings.ts';

const FILE_LIMIT = 500;

export interface FoundRecordings {
  readonly files: readonly RecordingFile[];
  readonly truncated: boolean;
}

/** By their first bytes, wherever they lie: in the root and in every volume, whose file systems a walk does not enter. */
export async function findRecordings(
  jvm: OpenJvm,
  cluster: Cluster,
  left: LeftFiles,
  signal: AbortSignal,
): Promise<FoundRecordings> {
  const own = left.find(jvm.ref);
  const properties = parseProperties(await jvm.run('VM.system_properties'));
  const repository = repositoryPath(await jvm.run('JFR.configure').catch(() => ''));
  const pod = await getPod(cluster, jvm.ref, signal).catch(() => undefined);
  const folders = searchedFolders(pod, [
    properties.get('java.io.tmpdir'),
    properties.get('user.dir'),
    repository,
    ...own.map(({ path }) => posix.dirname(path)),
  ]);
  const found = new Map<string, RecordingFile>();
  let truncated = false;
  for (const folder of folders) {
    try {
      const words = ['walk', '--magic=recording', `--limit=${String(FILE_LIMIT)}`, String(jvm.ref.pid), folder];
      for await (const record of readRecords(jvm.session.request(words, { signal }).output)) {
        const entry = parseEntry(record);
        if (entry === undefined) continue;
        const path = posix.join(folder, Buffer.from(entry.name).toString('utf8'));
        const recording = own.find((file) => file.path === path)?.recording;
        for (const file of fileOf(entry, path, recording, repository)) found.set(path, file);
        truncated ||= found.size > FILE_LIMIT;
      }
    } catch (error) {
      if (signal.aborted || isAppError(error, 'STREAM_CUT')) throw error;
    }
  }
  const files = [...found.values()].sort((one, other) => other.modifiedAt.localeCompare(one.modifiedAt));
  return { files: files.slice(0, FILE_LIMIT), truncated };
}

const SECRETS = '/var/run/secrets';

/** Pure. */
export function searchedFolders(pod: Pod | undefined, others: readonly (string | undefined)[]): readonly string[] {
  const mounts = (pod?.spec?.containers ?? []).flatMap(({ volumeMounts = [] }) =>
    volumeMounts.map(({ mountPath }) => posix.normalize(mountPath)),
  );
  const wanted = ['/', '/tmp', ...mounts, ...others].filter(
    (path) => path?.startsWith('/') === true && !path.startsWith(SECRETS),
  );
  return [...new Set(wanted as readonly string[])];
}
