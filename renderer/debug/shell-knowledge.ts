/** What is known about a shell in a container before one is tried. Only facts; an image is never opened for it. */
import type { TerminalInfo } from '../../preload/contract/index.ts';

/** Builders of images without a shell say so in the name. */
const SHELL_LESS_IMAGE = /distroless|chainguard\/static|(?:^|\/)(?:scratch|pause)(?:[:@]|$)/i;

export interface ContainerIdentity {
  readonly context: string;
  readonly kubeNamespace: string;
  readonly pod: string;
  readonly container: string;
}

/** Why a shell is not to be expected; nothing when there is no sign against it. */
export function shellDoubt(
  image: string,
  identity: ContainerIdentity,
  tried: readonly TerminalInfo[],
): string | undefined {
  const failed = tried.filter(
    ({ source, state }) =>
      source.kind === 'exec' &&
      source.context === identity.context &&
      source.kubeNamespace === identity.kubeNamespace &&
      source.pod === identity.pod &&
      source.container === identity.container &&
      state.state === 'ended' &&
      state.end.reason === 'failed',
  );
  const commands = [
    ...new Set(failed.flatMap(({ source }) => (source.kind === 'exec' ? [source.command[0] ?? ''] : []))),
  ];
  if (commands.length > 0) return `Tried before: no ${commands.join(', no ')} in this image.`;
  if (SHELL_LESS_IMAGE.test(image)) return 'The image’s name says that it has no shell.';
  return undefined;
}
