import type { JvmFacts } from '../../../preload/contract/jvm.ts';
import type { OpenJvm } from './open-jvm.ts';
import { parseCommandLine, parseContainer, parseFlags, parseUptime, parseVersion } from './parse-facts.ts';

export async function readFacts(jvm: OpenJvm): Promise<JvmFacts> {
  // The first alone: it makes the JVM listen, and the others would wait for it one by one.
  const version = await jvm.run('VM.version');
  const [uptime, flags, commandLine, info] = await Promise.all([
    jvm.run('VM.uptime'),
    jvm.run('VM.flags'),
    jvm.run('VM.command_line'),
    jvm.run('VM.info'),
  ]);
  return {
    version: parseVersion(version),
    uptimeSeconds: parseUptime(uptime),
    flags: parseFlags(flags),
    commandLine: parseCommandLine(commandLine),
    container: parseContainer(info),
  };
}
