export interface JavaCommand {
  readonly mainClass?: string;
  /** `-X…` and `-XX:…` only. */
  readonly flags: readonly string[];
}

/** Options of the launcher that take the next word as their value. */
const WITH_VALUE: ReadonlySet<string> = new Set([
  '-cp',
  '-classpath',
  '--class-path',
  '-p',
  '--module-path',
  '--upgrade-module-path',
  '--add-modules',
  '--limit-modules',
  '--add-reads',
  '--add-exports',
  '--add-opens',
  '--enable-native-access',
  '--patch-module',
  '--source',
]);
/** Their value is what is run. */
const RUNS: ReadonlySet<string> = new Set(['-jar', '-m', '--module']);

/** Reads the words after `java` as its launcher does: options up to the first word that is none. */
export function readJavaCommand(command: readonly string[]): JavaCommand {
  const flags: string[] = [];
  const words = command.slice(1);
  while (words.length > 0) {
    const word = words.shift() ?? '';
    if (RUNS.has(word)) return withMain(words[0], flags);
    if (word.startsWith('--module=')) return withMain(word.slice('--module='.length), flags);
    if (WITH_VALUE.has(word)) words.shift();
    else if (word.startsWith('-X')) flags.push(word);
    else if (!word.startsWith('-') && !word.startsWith('@')) return withMain(word, flags);
  }
  return { flags };
}

function withMain(mainClass: string | undefined, flags: readonly string[]): JavaCommand {
  return mainClass === undefined ? { flags } : { mainClass, flags };
}
