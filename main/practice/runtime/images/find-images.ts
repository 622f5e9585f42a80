/** All images that this machine can be asked for. There is no registry: each is found under its name at any. */
import { type ImageFacts, RuntimeError } from '../../container-runtime.ts';
import type { RuntimeProgram } from '../find-program.ts';
import { createAskMachine } from './ask-machine.ts';
import { busyboxImage } from './busybox.ts';
import { httpServerImage } from './http-server.ts';
import type { Image } from './image.ts';
import { findJdks } from './find-jdks.ts';
import { jdkImage } from './jdk.ts';
import { petclinicImage } from './petclinic.ts';
import type { RootPart } from './root-part.ts';

export interface Images {
  readonly facts: readonly ImageFacts[];
  pull(reference: string, signal: AbortSignal): Promise<ImageFacts>;
  /** Of one that has been pulled. */
  rootOf(reference: string): readonly RootPart[];
}

export async function findImages({ path, javaSource }: RuntimeProgram): Promise<Images> {
  const ask = createAskMachine(path);
  const jdks = await findJdks();
  // The application is compiled by the oldest that compiles it, as it says: Java 17.
  const [oldest] = jdks.filter(({ major }) => major >= 17);
  const images = [
    await busyboxImage(ask),
    await httpServerImage(ask),
    ...jdks.map((jdk) => jdkImage(ask, jdk)),
    ...(oldest === undefined ? [] : [petclinicImage(ask, oldest, javaSource)]),
  ].filter((image) => image !== undefined);
  return keepImages(images);
}

function keepImages(images: readonly Image[]): Images {
  const pulled = new Map<string, readonly RootPart[]>();
  const find = (reference: string): Image | undefined => {
    const { name, tag } = lastPart(reference);
    return images.find(
      ({ facts, hasTag }) =>
        facts.references.includes(`${name}:${tag}`) ||
        (facts.references.some((known) => known.startsWith(`${name}:`)) && hasTag(tag)),
    );
  };
  return {
    facts: images.map(({ facts }) => facts),
    pull: async (reference, signal) => {
      const image = find(reference);
      if (image === undefined) throw new RuntimeError('imageNotFound', notFoundWords(reference));
      const parts = await image.parts();
      signal.throwIfAborted();
      pulled.set(reference, parts);
      return image.facts;
    },
    rootOf: (reference) => {
      const parts = pulled.get(reference);
      if (parts === undefined) throw new RuntimeError('imageNotFound', `image "${reference}": not found`);
      return parts;
    },
  };
}

/** `docker.io/library/busybox:1@sha256:…` → busybox, 1. */
function lastPart(reference: string): { readonly name: string; readonly tag: string } {
  const path = reference.split('@')[0] ?? '';
  const last = path.slice(path.lastIndexOf('/') + 1);
  const [name = '', tag = 'latest'] = last.split(':');
  return { name, tag };
}

/** containerd's, for a registry that does not have it. */
function notFoundWords(reference: string): string {
  const full = fullReference(reference);
  return `failed to pull and unpack image "${full}": failed to resolve reference "${full}": ${full}: not found`;
}

function fullReference(reference: string): string {
  const [first = '', ...rest] = reference.split('/');
  const hasDomain = rest.length > 0 && (first.includes('.') || first.includes(':') || first === 'localhost');
  const withDomain = hasDomain ? reference : `docker.io/${rest.length === 0 ? 'library/' : ''}${reference}`;
  return /[:@][^/]*$/.test(withDomain) ? withDomain : `${withDomain}:latest`;
}
