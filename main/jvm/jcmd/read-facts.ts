import type { JvmFacts } from '../../../preload/contract/jvm.ts';
import type { OpenJvm } from './open-jvm.ts';
import {
  parseCommandLine,
  parseContainer,
  parseFlags,
  parseUptime,
  parseVersion,
  splitAnswers,
} from './parse-facts.ts';

/** In the order in which `splitAnswers` expects them. */
const COMMANDS = ['VM.version', 'VM.uptime', 'VM.flags', 'VM.command_line', 'VM.info'];

/** jcmd takes several commands at once, one for each line: it is a JVM itself, and starting it five times takes seconds. */
export async function readFacts(jvm: OpenJvm): Promise<JvmFacts> {
  const { version, uptime, flags, commandLine, info } = splitAnswers(await jvm.run(COMMANDS.join('\n')));
  return {
    version: parseVersion(version),
    uptimeSeconds: parseUptime(uptime),
    flags: parseFlags(flags),
    commandLine: parseCommandLine(commandLine),
    container: parseContainer(info),
  };
}
