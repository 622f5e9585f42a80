/** Whether the kubelet lets the container run as the user that it would have. Pure. */
import type { DebugCheck } from '../../../preload/contract/debug.ts';
import type { EphemeralContainer, Pod } from '../../kube/index.ts';

/** Well-known images for debugging whose user is root; of others only their registry knows. */
const ROOT_IMAGES =
  /(?:^|\/)(?:busybox|alpine|debian|ubuntu|fedora|netshoot|eclipse-temurin|openjdk|amazoncorretto)(?:[:@]|$)/;

export function checkUser({ spec }: Pod, { securityContext, image = '' }: EphemeralContainer): DebugCheck {
  const mustNotBeRoot = securityContext?.runAsNonRoot ?? spec?.securityContext?.runAsNonRoot ?? false;
  const user = securityContext?.runAsUser ?? spec?.securityContext?.runAsUser;
  const whose = securityContext?.runAsNonRoot === true ? 'The profile' : 'The pod';
  if (!mustNotBeRoot) {
    const sentence = user === undefined ? 'It runs as the user that its image names.' : `It runs as user ${user}.`;
    return { name: 'user', outcome: 'passed', sentence };
  }
  if (user !== undefined && user !== 0) {
    return {
      name: 'user',
      outcome: 'passed',
      sentence: `It runs as user ${user}, as ${whose.toLowerCase()} asks for.`,
    };
  }
  const remedy = 'Name a user other than 0, best the target’s own.';
  if (user === 0) {
    return {
      name: 'user',
      outcome: 'failed',
      sentence: `${whose} forbids root (runAsNonRoot), and user 0 is root.`,
      remedy,
    };
  }
  if (ROOT_IMAGES.test(image)) {
    const sentence = `${whose} forbids root (runAsNonRoot), and ${image} runs as root: it would not start.`;
    return { name: 'user', outcome: 'failed', sentence, remedy };
  }
  return {
    name: 'user',
    outcome: 'limited',
    sentence: `${whose} forbids root (runAsNonRoot): if ${image} runs as root, or as a user without a number, it does not start.`,
    remedy,
  };
}
