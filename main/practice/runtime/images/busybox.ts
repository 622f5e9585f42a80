/** `busybox`: the machine's own, else the usual small tools from where the machine has them. */
import type { AskMachine } from './ask-machine.ts';
import { COMMON_TOOLS } from './common-tools.ts';
import { findHostProgram, hostProgramParts, type HostProgram } from './host-programs.ts';
import { accountParts, createImage, type Image } from './image.ts';
import type { RootPart } from './root-part.ts';
import { bindLibraries, librariesOf } from './shared-libraries.ts';

/** What busybox has in every distribution, as far as a person looking into a container needs it. */
const SMALL_TOOLS = [
  ...COMMON_TOOLS,
  'ash',
  'printenv',
  'test',
  'expr',
  'gunzip',
  'wget',
  'nc',
  'ip',
  'mount',
  'umount',
  'vi',
  'more',
  'clear',
];

/** Some distributions build busybox without it. */
const PGREP = `#!/bin/sh
for folder in /proc/[0-9]*; do
  read -r name 2>/dev/null <"$folder/comm" || continue
  case $name in *"$1"*) echo "\${folder#/proc/}"; found=yes ;; esac
done
[ -n "$found" ]
`;

/** Undefined on a machine without as much as a shell. */
export async function busyboxImage(ask: AskMachine): Promise<Image | undefined> {
  const busybox = await findHostProgram('busybox');
  const shell = busybox ?? (await findHostProgram('sh'));
  if (shell === undefined) return undefined;
  return createImage({
    references: ['busybox:latest', 'busybox:1'],
    tags: /^(latest|stable|musl|glibc|uclibc|1(\.\d+){0,2}(-[a-z]+)?)$/,
    entrypoint: [],
    command: ['sh'],
    environment: {},
    bytes: shell.bytes,
    origin: `${shell.path} ${String(shell.changedMs)}`,
    parts: async () => [
      ...accountParts(),
      ...(busybox === undefined ? await toolParts(ask) : await busyboxParts(ask, busybox)),
    ],
  });
}

async function toolParts(ask: AskMachine): Promise<readonly RootPart[]> {
  // The prompt that busybox has; the machine's shell may be any.
  const profile: RootPart = { kind: 'file', path: '/root/.profile', mode: 0o644, content: "PS1='$PWD # '\n" };
  return [...(await hostProgramParts(ask, SMALL_TOOLS)), profile];
}

async function busyboxParts(ask: AskMachine, { path }: HostProgram): Promise<readonly RootPart[]> {
  const listed = await ask(path, ['--list']);
  const applets = listed
    .toString('utf8')
    .split('\n')
    .filter((name) => /^[\w[.-]+$/.test(name) && name !== 'busybox');
  return [
    { kind: 'bind', source: path, path: '/bin/busybox' },
    ...applets.map((name): RootPart => ({ kind: 'link', target: 'busybox', path: `/bin/${name}` })),
    ...(applets.includes('pgrep') ? [] : [{ kind: 'file', path: '/bin/pgrep', mode: 0o755, content: PGREP } as const]),
    ...bindLibraries(await librariesOf(ask, path)),
  ];
}
