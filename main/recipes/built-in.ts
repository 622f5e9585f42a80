/** What comes with the app: one recipe for each of the questions that people have first. */
import { KEEP_ALIVE_SECONDS } from '../../preload/contract/debug-wishes.ts';
import { JDK_IMAGE, Recipe } from '../../preload/contract/recipes.ts';

const waits = { keepAliveSeconds: KEEP_ALIVE_SECONDS.usual };

export const BUILT_IN: readonly Recipe[] = [
  {
    id: 'built-in:busybox',
    name: 'Shell: busybox',
    goal: 'processes',
    wishes: { ...waits, image: 'busybox', profile: 'general', command: ['sh'] },
  },
  {
    id: 'built-in:distroless',
    name: 'Distroless target: as its user',
    goal: 'files',
    // Distroless images run as 65532 (nonroot); the same user reaches /proc/PID/root without a capability.
    wishes: {
      ...waits,
      image: 'busybox',
      profile: 'restricted',
      command: ['sh'],
      runAsUser: 65_532,
      runAsGroup: 65_532,
    },
  },
  {
    id: 'built-in:jdk',
    name: 'JVM: JDK with jcmd',
    goal: 'jvm',
    wishes: { ...waits, image: JDK_IMAGE, profile: 'general', command: ['bash'] },
  },
  {
    id: 'built-in:netshoot',
    name: 'Network: netshoot',
    goal: 'capture',
    wishes: { ...waits, image: 'nicolaka/netshoot', profile: 'netadmin', command: ['bash'] },
  },
  {
    id: 'built-in:strace',
    name: 'System calls: netshoot with strace',
    goal: 'trace',
    wishes: { ...waits, image: 'nicolaka/netshoot', profile: 'general', command: ['bash'] },
  },
].map((recipe) => Recipe.parse(recipe));
