import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The licence text that a package brings, from the file that names itself so, else from its README's last chapter. */
export function licenseText(folder: string): string | undefined {
  const names = readdirSync(folder).sort();
  const file = names.find((name) => /^(licen[cs]e|copying)/i.test(name));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim();
  const readme = names.find((name) => /^readme/i.test(name));
  const chapter =
    readme === undefined ? null : /^#+\s*licen[cs]e\b[\s\S]*/im.exec(readFileSync(join(folder, readme), 'utf8'));
  return chapter?.[0].trim();
}
