import type { DebugWishes } from '../../preload/contract/debug-wishes.ts';
import type { Pod } from '../kube/index.ts';
import type { WithSecurity } from './profiles/index.ts';

/** kubectl's, since 1.33, word for word. */
const NON_ROOT =
  'Non-root user is configured for the entire target Pod, and some capabilities granted by debug profile may not work. ' +
  'Please consider using "--custom" with a custom profile that specifies "securityContext.runAsUser: 0".';

/** What kubectl itself says beside the server's warnings. */
export function kubectlWarnings(
  pod: Pod,
  container: WithSecurity,
  request: Pick<DebugWishes, 'profile'>,
): readonly string[] {
  return [
    ...(request.profile === 'legacy'
      ? [
          '--profile=legacy is deprecated and will be removed in the future. It is recommended to explicitly specify a profile, for example "--profile=general".',
        ]
      : []),
    ...(addsToNonRootPod(pod, container) ? [NON_ROOT] : []),
  ];
}

/** Added capabilities are effective only for uid 0. */
function addsToNonRootPod(pod: Pod, { securityContext }: WithSecurity): boolean {
  const podUser = pod.spec?.securityContext?.runAsUser ?? 0;
  if (podUser === 0 || securityContext === undefined || securityContext.runAsUser === 0) return false;
  return securityContext.privileged === true || (securityContext.capabilities?.add ?? []).length > 0;
}
