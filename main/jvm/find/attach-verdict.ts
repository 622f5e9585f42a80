import type { AttachVerdict } from '../../../preload/contract/jvm.ts';
import type { InspectedProcess, Standing } from './parse-inspection.ts';

/**
 * `jcmd` of an older JDK looks for the JVM's socket in its own /tmp when both see the process under the same number, waits
 * ten seconds, and what it sends meanwhile makes the JVM print thread dumps to the pod's log (JDK-8327114).
 */
const LEAST_JCMD_MAJOR = 23;
const WORKING_IMAGE = 'eclipse-temurin:25-jdk';
const REMEDY = `Start a debug container with the image ${WORKING_IMAGE}, the profile general and this container as target.`;
/** Stopped, traced, dead and zombie: none of them answers. */
const DEAF_STATES = 'TtXZ';
const SYS_PTRACE_BIT = 19n;
const ATTACH_DISABLED = '-XX:+DisableAttachMechanism';

export interface VerdictInput {
  readonly process: InspectedProcess;
  readonly asker: Standing;
  readonly jcmdMajor: number | undefined;
}

/** From facts alone; nothing has been sent to the process, and nothing may be unless this says so. */
export function attachVerdict({ process, asker, jcmdMajor }: VerdictInput): AttachVerdict {
  const no = (sentence: string, remedy?: string): AttachVerdict => ({
    possible: false,
    sentence,
    ...(remedy === undefined ? {} : { remedy }),
  });
  const { standing } = process;

  if (process.machine === 'openj9') {
    return no(
      'This is an OpenJ9 JVM; jcmd of a HotSpot JDK does not speak its language.',
      'Use jcmd of the same OpenJ9 JDK in a terminal.',
    );
  }
  if (DEAF_STATES.includes(standing.state)) return no('The process is stopped, traced or dead, and would not answer.');
  if (process.attachDisabled || process.command.includes(ATTACH_DISABLED)) {
    return no(`The JVM was started with ${ATTACH_DISABLED}.`, 'Only a restart without it helps.');
  }
  if (!process.rootReachable) {
    return no(
      `The debug container (user ${asker.uid}) may not look into the process (user ${standing.uid}:${standing.gid}).`,
      `${REMEDY} Or one that runs as user ${standing.uid} and group ${standing.gid}.`,
    );
  }
  if (process.machine !== 'hotspot')
    return no('No HotSpot library is mapped into the process: it is not a JVM that could be attached to.');
  if (!mayBeTrusted(standing, asker)) {
    return no(
      `The JVM only answers its own user (${standing.uid}:${standing.gid}) and root; the debug container runs as ${asker.uid}:${asker.gid}.`,
      REMEDY,
    );
  }
  if (!process.listening && !standing.catchesQuit) {
    return no(
      'The JVM is still starting, or was told not to catch signals (-Xrs): a signal would end it.',
      'Try again in a moment.',
    );
  }
  if (!process.listening && !process.tmpWritable) {
    return no(
      'The JVM opens its socket in /tmp, which cannot be written to there.',
      'Mount an emptyDir at /tmp; java.io.tmpdir does not help.',
    );
  }
  if (jcmdMajor === undefined) return no('The debug container has no jcmd.', REMEDY);
  if (jcmdMajor < LEAST_JCMD_MAJOR) {
    const version = jcmdMajor === 0 ? 'an unknown JDK' : `JDK ${jcmdMajor}`;
    return no(
      `The jcmd of ${version} cannot reach a JVM in another container; trying would print thread dumps to the pod’s log. Nothing was sent.`,
      REMEDY,
    );
  }
  return { possible: true, means: 'jcmd', sentence: `jcmd of the debug container (JDK ${jcmdMajor}) can attach.` };
}

/** The JVM checks who is at the other end of its socket; jcmd checks who owns it. */
function mayBeTrusted(target: Standing, asker: Standing): boolean {
  if (asker.uid === target.uid) return asker.gid === target.gid || asker.uid === 0;
  return asker.uid === 0 && ((asker.effectiveCapabilities >> SYS_PTRACE_BIT) & 1n) === 1n;
}
