import type { JvmFacts } from '../../../preload/contract/jvm.ts';
import type { OpenJvm } from './open-jvm.ts';
import { parseCommandLine, parseContainer, parseFlags, parseUptime, parseVersion } from './parse-facts.ts';

/** One after the other: the first makes the JVM listen, and each is a JVM of its own on the debug container's side. */
export async function readFacts(jvm: OpenJvm): Promise<JvmFacts> {
  return {
    version: parseVersion(await jvm.run('VM.version')),
    uptimeSeconds: parseUptime(await jvm.run('VM.uptime')),
    flags: parseFlags(await jvm.run('VM.flags')),
    commandLine: parseCommandLine(await jvm.run('VM.command_line')),
    container: parseContainer(await jvm.run('VM.info')),
  };
}
