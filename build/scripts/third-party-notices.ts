import type { ShippedPackage } from './bundled-packages.ts';
import { licenseText } from './license-text.ts';

const RULE = '-'.repeat(100);

/** The text that goes with every copy of the app: who wrote the parts that are not ours, and under which terms. */
export function thirdPartyNotices(packages: readonly ShippedPackage[]): string {
  const chapters = packages.map(
    ({ name, version, license, folder }) =>
      `${RULE}\n${name} ${version} (${license})\n\n${licenseText(folder) ?? ''}\n`,
  );
  return ['Kesako contains the work of others, with thanks, under the licences below.\n', ...chapters].join('\n');
}
