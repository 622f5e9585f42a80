import type { DebugRequest } from '../../preload/contract/debug.ts';
import type { EphemeralContainer } from '../kube/index.ts';
import { profiles } from './profiles/index.ts';

export type NamedRequest = DebugRequest & { readonly name: string };

/** The entry of `spec.ephemeralContainers` that kubectl would make of the same wishes. */
export function buildContainer(request: NamedRequest): EphemeralContainer {
  const { command, environment, imagePullPolicy, target } = request;
  const words = command.length === 0 ? {} : request.argumentsOnly ? { args: command } : { command };
  return profiles[request.profile].apply({
    name: request.name,
    image: request.image,
    ...words,
    ...(environment.length === 0 ? {} : { env: environment }),
    ...(imagePullPolicy === undefined ? {} : { imagePullPolicy }),
    ...(request.stdin ? { stdin: true } : {}),
    ...(request.tty ? { tty: true } : {}),
    terminationMessagePolicy: 'File',
    ...(target === undefined || target === '' ? {} : { targetContainerName: target }),
  });
}
