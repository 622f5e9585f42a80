import { looksLikeSecret } from '../../../preload/contract/secret-name.ts';

export const MASK = '•••';
/** `name=value` inside a longer word: options of an agent, parameters of an address. */
const PAIR = /([\w.-]{1,128})=([^,;&?\s]+)/g;
const ADDRESS_PASSWORD = /(:\/\/[^\s/:@]{0,256}:)[^\s/@]{1,1024}@/g;
/** A bare word of an agent's options that is too long and too mixed for a name. */
const TOKEN = /^(?=[^,]*\d)(?=[^,]*[A-Za-z])[\w+/.-]{20,}={0,2}$/;

/** A command line fit for the screen: what looks like a secret is covered, the rest stays as it is. */
export function maskSecrets(words: readonly string[]): readonly string[] {
  return words.map((word, index) => {
    const before = words[index - 1] ?? '';
    if (
      /^--?[A-Za-z][\w.-]*$/.test(before) &&
      !before.startsWith('-D') &&
      looksLikeSecret(before) &&
      !word.startsWith('-')
    ) {
      return MASK;
    }
    return maskWord(word);
  });
}

/** A line that says one thing's value: `name=value`, `name: value`. */
const NAMED = /^(\s*(?:export )?([\w.-]{1,128})\s?[=:]\s?)(\S.*)$/;

/** The same for the answer to a command, line by line. */
export function maskText(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const [, label, name, value] = NAMED.exec(line) ?? [];
      if (label !== undefined && name !== undefined && value !== undefined && looksLikeSecret(name)) {
        return `${label}${MASK}`;
      }
      return line.split(' ').map(maskWord).join(' ');
    })
    .join('\n');
}

function maskWord(word: string): string {
  const [, option, value] = /^(-D[^=]+|--?[A-Za-z][\w.-]*)=(.*)$/s.exec(word) ?? [];
  if (option !== undefined && value !== undefined && looksLikeSecret(option)) return `${option}=${MASK}`;
  if (word.startsWith('-javaagent:') || word.startsWith('-agentpath:') || word.startsWith('-agentlib:')) {
    return maskAgent(word);
  }
  return maskInside(word);
}

function maskAgent(word: string): string {
  const start = word.indexOf('=');
  if (start < 0) return word;
  const options = word.slice(start + 1).split(',');
  return `${word.slice(0, start)}=${options.map((each) => (TOKEN.test(each) ? MASK : maskInside(each))).join(',')}`;
}

function maskInside(word: string): string {
  return word
    .replace(ADDRESS_PASSWORD, `$1${MASK}@`)
    .replace(PAIR, (whole, name: string) => (looksLikeSecret(name) ? `${name}=${MASK}` : whole));
}
