/** An image: what it is called, what it says about its program, and what its root file system is made of on this machine. */
import { createHash } from 'node:crypto';

import type { ImageFacts } from '../../container-runtime.ts';
import type { RootPart } from './root-part.ts';

export interface Image {
  readonly facts: ImageFacts;
  /** Whether it is what a tag of its name means: `1.36` of busybox. */
  hasTag(tag: string): boolean;
  /** Found on the machine when it is first needed; its result is kept. */
  parts(): Promise<readonly RootPart[]>;
}

export interface ImageDescription {
  readonly references: readonly string[];
  readonly tags: RegExp;
  readonly entrypoint: readonly string[];
  readonly command?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory?: string;
  readonly user?: number;
  /** Of what it is mainly made: its bytes, and a text that changes when it is another one. */
  readonly bytes: number;
  readonly origin: string;
  parts(): Promise<readonly RootPart[]>;
}

export function createImage(description: ImageDescription): Image {
  const { references, tags, entrypoint, command = [], environment, workingDirectory = '/', user = 0 } = description;
  const digest = createHash('sha256')
    .update(JSON.stringify([references, entrypoint, description.origin]))
    .digest('hex');
  let parts: Promise<readonly RootPart[]> | undefined;
  return {
    facts: {
      references,
      id: `sha256:${digest}`,
      bytes: description.bytes,
      entrypoint,
      command,
      environment,
      workingDirectory,
      user: { uid: user, gid: user },
    },
    hasTag: (tag) => tags.test(tag),
    parts: () => (parts ??= description.parts().then(firstOfEachPath)),
  };
}

/** Programs of one image need the same libraries. */
function firstOfEachPath(parts: readonly RootPart[]): readonly RootPart[] {
  const byPath = new Map(Array.from(parts, (part) => [part.path, part] as const).reverse());
  return parts.filter((part) => byPath.get(part.path) === part);
}

/** The users that images of this cluster know. */
export function accountParts(
  users: readonly { readonly name: string; readonly id: number }[] = [],
): readonly RootPart[] {
  const all = [{ name: 'root', id: 0, home: '/root' }, ...users.map((user) => ({ ...user, home: '/' }))];
  const passwd = all.map(({ name, id, home }) => `${name}:x:${String(id)}:${String(id)}:${name}:${home}:/bin/sh\n`);
  const group = all.map(({ name, id }) => `${name}:x:${String(id)}:\n`);
  return [
    { kind: 'file', path: '/etc/passwd', mode: 0o644, content: passwd.join('') },
    { kind: 'file', path: '/etc/group', mode: 0o644, content: group.join('') },
    { kind: 'file', path: '/etc/nsswitch.conf', mode: 0o644, content: 'hosts: files\n' },
  ];
}
