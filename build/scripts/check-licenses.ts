/** Every package that reaches a user has a licence that lets us ship it under ours, and its text beside it. */
import { buildIfChanged } from './build.ts';
import { licenseText } from './license-text.ts';
import { shippedPackages } from './shipped-packages.ts';
import { report } from './tracked-files.ts';

/** Permissive licences, and the one for fonts. Anything else is a decision for a person and not for a list. */
const ALLOWED = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'OFL-1.1',
]);

await buildIfChanged();
report(
  shippedPackages().flatMap((shipped) => {
    const name = `${shipped.name} ${shipped.version}`;
    const refused = ALLOWED.has(shipped.license) ? [] : [`${name}: its licence is ${shipped.license}`];
    const silent = licenseText(shipped.folder) === undefined ? [`${name}: no licence text in its package`] : [];
    return [...refused, ...silent];
  }),
);
