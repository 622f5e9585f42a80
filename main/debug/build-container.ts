import type { DebugWishes } from '../../preload/contract/debug-wishes.ts';
import type { DebugRequest } from '../../preload/contract/debug.ts';
import type { EphemeralContainer, Pod } from '../kube/index.ts';
import { mergeContainer } from './custom/merge-container.ts';
import { wishedPartial, type WishedPartial } from './custom/wished-partial.ts';
import { keepAliveCommand } from './keep-alive.ts';
import { profiles } from './profiles/index.ts';

export interface BuiltContainer {
  readonly container: EphemeralContainer;
  readonly partial: WishedPartial;
}

/** The entry of `spec.ephemeralContainers` that kubectl would make of the same wishes; the custom file comes last. */
export function buildContainer(request: DebugRequest, name: string, pod?: Pod): BuiltContainer {
  const { image, target } = request;
  const partial = wishedPartial(request, { style: 'ephemeral', target, ...(pod === undefined ? {} : { pod }) });
  const { command, args, env, ...rest } = wishedFields(request);
  const bare: EphemeralContainer = {
    name,
    image,
    ...(command === undefined ? {} : { command }),
    ...(args === undefined ? {} : { args }),
    ...(env === undefined ? {} : { env }),
    ...rest,
    terminationMessagePolicy: 'File',
    ...(target === undefined || target === '' ? {} : { targetContainerName: target }),
  };
  const container = profiles[request.profile].apply(bare, 'ephemeral');
  return { container: mergeContainer(container, partial.fields), partial };
}

type WishedFields = Pick<EphemeralContainer, 'command' | 'args' | 'env' | 'imagePullPolicy' | 'stdin' | 'tty'>;

/** Fields that stand for options of kubectl, the absent ones left out as Go leaves them out. */
export function wishedFields(wishes: DebugWishes): WishedFields {
  const { command, environment, imagePullPolicy, keepAliveSeconds, argumentsOnly, stdin, tty } = wishes;
  const words = keepAliveSeconds === undefined ? command : keepAliveCommand(keepAliveSeconds);
  return {
    ...(words.length === 0 ? {} : argumentsOnly ? { args: words } : { command: words }),
    ...(environment.length === 0 ? {} : { env: environment }),
    ...(imagePullPolicy === undefined ? {} : { imagePullPolicy }),
    ...(stdin ? { stdin } : {}),
    ...(tty ? { tty } : {}),
  };
}
