import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Packages published without their repository's licence file, with one from the same repository that has it. */
const SAME_REPOSITORY: Readonly<Record<string, string>> = { 'proxy-agent-negotiate': 'https-proxy-agent' };

/** The licence text that a package brings, from the file that names itself so, else from its README's last chapter. */
export function licenseText(folder: string): string | undefined {
  const sibling = SAME_REPOSITORY[basename(folder)];
  if (sibling !== undefined) return licenseText(join(dirname(folder), sibling));
  const names = readdirSync(folder).sort();
  const file = names.find((name) => /^(licen[cs]e|copying)/i.test(name));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim();
  const readme = names.find((name) => /^readme/i.test(name));
  const chapter =
    readme === undefined ? null : /^#+\s*licen[cs]e\b[\s\S]*/im.exec(readFileSync(join(folder, readme), 'utf8'));
  return chapter?.[0].trim();
}
