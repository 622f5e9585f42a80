/** Every unit test stands where its source stands: test/unit/main/kube/errors.test.ts is about main/kube/errors.ts. */
import { report, trackedFiles } from './tracked-files.ts';

const files = trackedFiles();
const sources = new Set(files);

/** What a unit test may be about by its own place: `.tsx` tests of `.ts` files exist, and a style sheet can have tests. */
function possibleSources(test: string): readonly string[] {
  const stem = test.replace(/^test\/unit\//, '').replace(/\.test\.tsx?$/, '');
  return ['.ts', '.tsx', '.mjs', '.css'].map((ending) => stem + ending);
}

const tests = files.filter((path) => /^test\/unit\/.+\.test\.tsx?$/.test(path));
report(
  tests
    .filter((test) => !possibleSources(test).some((source) => sources.has(source)))
    .map((test) => `${test}: there is no ${possibleSources(test)[0] ?? ''}`),
);
