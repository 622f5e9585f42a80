/** A JDK of this machine, and recordings made with it. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const JDK_FOLDER = '/usr/lib/jvm';

/** `java` of JAVA_HOME, or of the newest JDK that a package has installed. */
export function findJava(): string | undefined {
  const home = process.env['JAVA_HOME'];
  const installed = existsSync(JDK_FOLDER)
    ? readdirSync(JDK_FOLDER)
        .sort((left, right) => right.localeCompare(left, 'en', { numeric: true }))
        .map((name) => join(JDK_FOLDER, name))
    : [];
  return [...(home === undefined ? [] : [home]), ...installed]
    .filter((folder) => existsSync(join(folder, 'bin/javac')))
    .map((folder) => join(folder, 'bin/java'))
    .find((java) => existsSync(java));
}

/** Burns, allocates, throws and waits for two seconds. */
const PROGRAM = `
public class Busy {
  static Object kept;
  static final Object lock = new Object();
  static long burn(int depth) { return depth == 0 ? work() : burn(depth - 1); }
  static long work() {
    long sum = 0;
    for (int i = 0; i < 200_000; i++) { kept = new byte[256]; sum += kept.hashCode(); }
    return sum;
  }
  public static void main(String[] arguments) throws Exception {
    long end = System.nanoTime() + 2_000_000_000L;
    long sum = 0;
    while (System.nanoTime() < end) {
      sum += burn(5);
      try { throw new IllegalStateException("once more"); } catch (IllegalStateException expected) { sum++; }
      synchronized (lock) { lock.wait(1); }
    }
    System.out.println(sum);
  }
}
`;

/** Records a small program; the file is finished when this returns. */
export async function makeRecording(java: string, folder: string): Promise<string> {
  const source = join(folder, 'Busy.java');
  const file = join(folder, 'busy.jfr');
  await writeFile(source, PROGRAM);
  const options = { stdio: 'ignore', timeout: 60_000 } as const;
  execFileSync(`${java}c`, ['-d', folder, source], options);
  const recording = `-XX:StartFlightRecording=filename=${file},settings=profile`;
  execFileSync(java, [recording, '-Xmx64m', '-cp', folder, 'Busy'], options);
  return file;
}
