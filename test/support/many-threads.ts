/** What a HotSpot JVM of 10,000 waiting threads answers to `Thread.print -l`: in a long row, each for a lock of the next one. */
export const THREADS = 10_000;
const DEPTH = 40;
/** Stacks that differ. */
export const STACKS = 20;

export function manyThreads(): string {
  const frames = Array.from(
    { length: DEPTH },
    (_, depth) => `\tat com.example.service.Handler${String(depth % 7)}.call(Handler.java:${String(depth)})`,
  );
  const lock = (index: number): string => `<0x00000000e00${index.toString(16).padStart(5, '0')}>`;
  const threads = Array.from({ length: THREADS }, (_, index) => {
    const native = (index + STACKS).toString(16);
    return [
      `"http-nio-8080-exec-${String(index)}" #${String(index)} daemon prio=5 os_prio=0 cpu=12.5ms elapsed=9.81s tid=0x00007f00000${String(index)} nid=0x${native} waiting for monitor entry  [0x00007f0000000000]`,
      '   java.lang.Thread.State: BLOCKED (on object monitor)',
      ...frames.slice(index % STACKS),
      `\t- waiting to lock ${lock(index + 1)} (a java.lang.Object)`,
      `\t- locked ${lock(index)} (a java.lang.Object)`,
      '',
      '   Locked ownable synchronizers:',
      '\t- None',
      '',
    ].join('\n');
  });
  return `Full thread dump OpenJDK 64-Bit Server VM (17 mixed mode):\n\n${threads.join('\n')}`;
}
