/** The pod that `kubectl debug --copy-to` creates, from the server's own JSON: fields that nobody here knows stay. Pure. */
import type { CopyRequest } from '../../../preload/contract/pod-copies.ts';
import { AppError } from '../../../preload/contract/errors.ts';
import type { Container, Pod, PodSpec } from '../../kube/index.ts';
import { wishedFields } from '../build-container.ts';
import { mergeContainer } from '../custom/merge-container.ts';
import { wishedPartial, type WishedPartial } from '../custom/wished-partial.ts';
import { ANNOTATIONS } from '../own-keys.ts';
import { profiles } from '../profiles/index.ts';

export interface BuiltCopy {
  readonly pod: Pod;
  /** The container to look into; none where images alone are changed. */
  readonly container: string | undefined;
  readonly partial: WishedPartial;
}

export interface CopySetting {
  /** Chosen for a new container that was given no name. */
  readonly generatedName: string;
}

export function buildCopy(original: Pod, request: CopyRequest, { generatedName }: CopySetting): BuiltCopy {
  const spec = copiedSpec(original, request);
  const partial = wishedPartial(
    { ...request, image: request.image ?? '' },
    { style: 'pod', pod: original, resources: request.resources },
  );
  const place = findPlace(spec, request, generatedName);
  if (place === undefined) {
    // kubectl applies no profile either where only images are set.
    return {
      pod: finish(original, spec, request, { strips: false, container: undefined }),
      container: undefined,
      partial,
    };
  }
  const profile = profiles[request.profile];
  const edited = mergeContainer(profile.apply(editContainer(place.container, request), 'copy'), partial.fields);
  const withContainer = place.put(edited);
  return {
    pod: finish(original, withContainer, request, { strips: profile.strips, container: place.container.name }),
    container: place.container.name,
    partial,
  };
}

function copiedSpec({ spec }: Pod, request: CopyRequest): PodSpec {
  if (spec === undefined) throw new AppError('INVALID', 'The pod has no spec.', { causes: [] });
  const { ephemeralContainers: _ephemeral, nodeName, ...kept } = spec;
  const images = new Map(request.setImages.map(({ container, image }) => [container, image]));
  return {
    ...kept,
    ...(request.sameNode && nodeName !== undefined ? { nodeName } : {}),
    ...(request.shareProcesses === undefined ? {} : { shareProcessNamespace: request.shareProcesses }),
    containers: spec.containers.map((container) => {
      const image = images.get(container.name) ?? images.get('*');
      return image === undefined ? container : { ...container, image };
    }),
  };
}

interface Place {
  readonly container: Container;
  put(edited: Container): PodSpec;
}

/** An existing ordinary or init container is edited where it stands; else a new one comes last. */
function findPlace(spec: PodSpec, request: CopyRequest, generatedName: string): Place | undefined {
  for (const list of ['containers', 'initContainers'] as const) {
    const containers = spec[list] ?? [];
    const index = containers.findIndex(({ name }) => name === request.name);
    const container = containers[index];
    if (container === undefined) continue;
    return { container, put: (edited) => ({ ...spec, [list]: containers.with(index, edited) }) };
  }
  if ((request.image ?? '') === '') {
    if (request.setImages.length > 0) return undefined;
    throw new AppError('INVALID', 'you must specify image when creating new container', {
      causes: [{ field: 'image', message: 'you must specify image when creating new container' }],
    });
  }
  const added: Container = { name: request.name ?? generatedName, terminationMessagePolicy: 'File' };
  return { container: added, put: (edited) => ({ ...spec, containers: [...spec.containers, edited] }) };
}

function editContainer(container: Container, request: CopyRequest): Container {
  const { command, args, env, imagePullPolicy, stdin, tty } = wishedFields({ ...request, image: request.image ?? '' });
  const { stdin: _stdin, tty: _tty, args: oldArgs, ...kept } = container;
  return {
    ...kept,
    ...(oldArgs === undefined || command !== undefined ? {} : { args: oldArgs }),
    ...(command === undefined ? {} : { command }),
    ...(args === undefined ? {} : { args }),
    ...(env === undefined ? {} : { env }),
    ...(request.image === undefined || request.image === '' ? {} : { image: request.image }),
    ...(imagePullPolicy === undefined ? {} : { imagePullPolicy }),
    ...(stdin === undefined ? {} : { stdin }),
    ...(tty === undefined ? {} : { tty }),
  };
}

function finish(
  original: Pod,
  spec: PodSpec,
  request: CopyRequest,
  { strips, container }: { readonly strips: boolean; readonly container: string | undefined },
): Pod {
  const { name = '', namespace = '', labels, annotations } = original.metadata ?? {};
  const keepsLabels = container === undefined || (strips && request.keepLabels);
  const keepsAnnotations = !strips || request.keepAnnotations;
  const secrets = request.pullSecrets.map((secret) => ({ name: secret }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: request.copyTo,
      namespace,
      ...(keepsLabels || Object.keys(request.labels).length > 0
        ? { labels: { ...(keepsLabels ? labels : {}), ...request.labels } }
        : {}),
      annotations: { ...(keepsAnnotations ? annotations : {}), [ANNOTATIONS.copyOf]: name },
    },
    spec: {
      ...(strips ? strip(spec, request) : spec),
      ...(secrets.length === 0 ? {} : { imagePullSecrets: [...(spec.imagePullSecrets ?? []), ...secrets] }),
      ...(request.expiresSeconds === undefined
        ? {}
        : { activeDeadlineSeconds: Math.min(request.expiresSeconds, spec.activeDeadlineSeconds ?? Infinity) }),
    },
  };
}

/** Probes of sidecars stay, as with kubectl: they are init containers. */
function strip(spec: PodSpec, request: CopyRequest): PodSpec {
  const { initContainers, ...rest } = spec;
  return {
    ...rest,
    shareProcessNamespace: spec.shareProcessNamespace ?? true,
    ...(request.keepInitContainers && initContainers !== undefined ? { initContainers } : {}),
    containers: spec.containers.map(({ livenessProbe, readinessProbe, startupProbe, ...container }) => ({
      ...container,
      ...(request.keepLiveness && livenessProbe !== undefined ? { livenessProbe } : {}),
      ...(request.keepReadiness && readinessProbe !== undefined ? { readinessProbe } : {}),
      ...(request.keepStartup && startupProbe !== undefined ? { startupProbe } : {}),
    })),
  };
}
