/** `http-server-distroless`: a runtime with its libraries that serves a page, and a shell that finds nothing to run. */
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { z } from 'zod';

import type { AskMachine } from './ask-machine.ts';
import { findHostProgram, type HostProgram } from './host-programs.ts';
import { accountParts, createImage, type Image, type ImageDescription } from './image.ts';
import type { RootPart } from './root-part.ts';
import { bindLibraries, librariesOf } from './shared-libraries.ts';

const PAGE: RootPart = { kind: 'file', path: '/app/index.html', mode: 0o644, content: '<h1>It works</h1>\n' };
const ASK_PYTHON =
  'import json, sysconfig; print(json.dumps([sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")]))';

/** As python's own server does: the folder it was started in, and a line for each request. */
const NODE_SERVER = `import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';

createServer((request, response) => {
  console.error(request.socket.remoteAddress + ' "' + request.method + ' ' + request.url + '"');
  response.writeHead(200, { 'content-type': 'text/html' });
  createReadStream('/app/index.html').pipe(response);
}).listen(Number(process.argv[2]), () => console.log('Serving HTTP on port ' + process.argv[2]));
process.once('SIGTERM', () => process.exit(0));
`;

type Runtime = Pick<ImageDescription, 'entrypoint' | 'environment' | 'bytes' | 'origin' | 'parts'>;

export async function httpServerImage(ask: AskMachine): Promise<Image> {
  const runtime = (await pythonRuntime(ask)) ?? nodeRuntime(ask);
  return createImage({
    references: ['http-server-distroless:1', 'http-server-distroless:latest'],
    tags: /^(1|latest)$/,
    command: ['8080'],
    workingDirectory: '/app',
    ...runtime,
    parts: async () => [...accountParts(), PAGE, ...(await shellParts(ask)), ...(await runtime.parts())],
  });
}

/** Only for what starts a command through the shell, as python's os.system does. */
async function shellParts(ask: AskMachine): Promise<readonly RootPart[]> {
  const shell = await findHostProgram('sh');
  if (shell === undefined) return [];
  return [{ kind: 'bind', source: shell.path, path: '/bin/sh' }, ...bindLibraries(await librariesOf(ask, shell.path))];
}

async function pythonRuntime(ask: AskMachine): Promise<Runtime | undefined> {
  const python = await findHostProgram('python3');
  const folders = python === undefined ? undefined : await standardLibrary(ask, python);
  if (python === undefined || folders === undefined) return undefined;
  const folder = dirname(python.path);
  return {
    entrypoint: ['python', '-m', 'http.server'],
    environment: { PATH: Array.from(new Set([folder, '/usr/bin', '/bin'])).join(':') },
    ...originOf(python),
    parts: async () => [
      { kind: 'bind', source: python.path, path: python.path },
      { kind: 'link', target: python.path, path: join(folder, 'python') },
      ...folders.map((path): RootPart => ({ kind: 'bind', source: path, path })),
      ...bindLibraries(await librariesOf(ask, python.path, await extensionsOf(folders))),
    ],
  };
}

async function standardLibrary(ask: AskMachine, { path }: HostProgram): Promise<readonly string[] | undefined> {
  try {
    const answer = await ask(path, ['-I', '-c', ASK_PYTHON]);
    return Array.from(
      new Set(
        z
          .array(z.string().startsWith('/'))
          .min(1)
          .parse(JSON.parse(answer.toString('utf8'))),
      ),
    );
  } catch {
    // One that cannot say where its library is cannot serve a page either.
    return undefined;
  }
}

async function extensionsOf(folders: readonly string[]): Promise<readonly string[]> {
  const found = folders.map(async (folder) => {
    const loaded = join(folder, 'lib-dynload');
    const names = await readdir(loaded).catch(() => []);
    return names.filter((name) => name.endsWith('.so')).map((name) => join(loaded, name));
  });
  return (await Promise.all(found)).flat();
}

/** The runtime that the app itself runs on: the whole folder, where it is not a program alone. */
function nodeRuntime(ask: AskMachine): Runtime {
  const program = process.execPath;
  const folder = dirname(program);
  const isElectron = 'electron' in process.versions;
  const source = isElectron ? folder : program;
  return {
    entrypoint: [isElectron ? `/node/${program.slice(folder.length + 1)}` : '/node', '/app/server.mjs'],
    environment: isElectron ? { ELECTRON_RUN_AS_NODE: '1' } : {},
    bytes: 0,
    origin: `${program} ${process.version}`,
    parts: async () => [
      { kind: 'bind', source, path: '/node' },
      { kind: 'file', path: '/app/server.mjs', mode: 0o644, content: NODE_SERVER },
      ...bindLibraries((await librariesOf(ask, program)).filter((library) => !library.startsWith(`${folder}/`))),
    ],
  };
}

function originOf({ path, bytes, changedMs }: HostProgram): Pick<Runtime, 'bytes' | 'origin'> {
  return { bytes, origin: `${path} ${String(changedMs)}` };
}
