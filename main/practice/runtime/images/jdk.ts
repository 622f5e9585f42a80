/** `eclipse-temurin:17-jdk` and its like: a Java development kit of this machine, with a shell and tools beside it. */
import { readdir, readlink, realpath } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';

import type { AskMachine } from './ask-machine.ts';
import { COMMON_TOOLS } from './common-tools.ts';
import type { Jdk } from './find-jdks.ts';
import { hostProgramParts } from './host-programs.ts';
import { accountParts, createImage, type Image } from './image.ts';
import type { RootPart } from './root-part.ts';
import { bindLibraries, librariesOf } from './shared-libraries.ts';

export const JDK_FOLDER = '/opt/java/openjdk';

const TOOLS = [...COMMON_TOOLS, 'bash', 'curl'];

/** Of the desktop: nothing in a container opens them. */
const DESKTOP = /^lib(awt|fontmanager|freetype|jawt|jsound|splashscreen|lcms|mlib|javajpeg)/;

export function jdkImage(ask: AskMachine, jdk: Jdk): Image {
  const name = `eclipse-temurin:${String(jdk.major)}`;
  return createImage({
    references: [`${name}-jdk`, name],
    tags: new RegExp(`^${String(jdk.major)}(\\.[\\d._]+)?(-jdk)?(-[a-z]+)?$`),
    entrypoint: [],
    command: ['jshell'],
    environment: {
      JAVA_HOME: JDK_FOLDER,
      LANG: 'C.UTF-8',
      PATH: `${JDK_FOLDER}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    },
    bytes: jdk.bytes,
    origin: `${jdk.home} ${jdk.version} ${String(jdk.changedMs)}`,
    parts: async () => [
      ...accountParts([{ name: 'jetty', id: 999 }]),
      { kind: 'file', path: '/root/.bashrc', mode: 0o644, content: "PS1='\\u@\\h:\\w\\$ '\n" },
      ...(await hostProgramParts(ask, TOOLS)),
      ...(await jdkParts(ask, jdk)),
    ],
  });
}

export async function jdkParts(ask: AskMachine, { home }: Jdk): Promise<readonly RootPart[]> {
  const libraries = await librariesOf(ask, join(home, 'bin/java'), await nativeLibraries(home));
  const outside = libraries.filter((path) => !path.startsWith(`${home}/`));
  return [
    { kind: 'bind', source: home, path: JDK_FOLDER },
    ...bindLibraries(outside),
    ...(await linkedFolders(home)).map((path): RootPart => ({ kind: 'bind', source: path, path })),
  ];
}

async function nativeLibraries(home: string): Promise<readonly string[]> {
  const folders = [join(home, 'lib'), join(home, 'lib/server')];
  const names = await Promise.all(
    folders.map(async (folder) => (await readdir(folder).catch(() => [])).map((name) => join(folder, name))),
  );
  return names.flat().filter((path) => path.endsWith('.so') && !DESKTOP.test(path.slice(path.lastIndexOf('/') + 1)));
}

/** Distributions keep its configuration in /etc, and its certificates elsewhere there, behind links. */
async function linkedFolders(home: string): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const folder of ['conf', 'lib']) {
    const entries = await readdir(join(home, folder), { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (!entry.isSymbolicLink()) continue;
      const target = resolve(entry.parentPath, await readlink(join(entry.parentPath, entry.name)));
      const exists = await realpath(target).catch(() => undefined);
      if (exists !== undefined && relative(home, target).startsWith('..')) found.add(dirname(target));
    }
  }
  // A folder within another of them is there with it.
  return Array.from(found).filter((path) => !Array.from(found).some((other) => path.startsWith(`${other}/`)));
}
