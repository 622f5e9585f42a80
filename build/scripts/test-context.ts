import { readFileSync } from 'node:fs';
import { delimiter } from 'node:path';

import { parse } from 'yaml';
import { z } from 'zod';

/** Throwaway clusters by the names that the tools which make them give: only these may be tested against unasked. */
const THROWAWAY_CONTEXT = /^(kube-lab|kind)-/;

const Kubeconfig = z.object({ 'current-context': z.string().optional() });

/**
 * The current context of KUBECONFIG, if tests may create and delete things there; otherwise it throws. There is no
 * default: a person's own ~/.kube/config is never used unless named.
 */
export function requireTestContext(environment: NodeJS.ProcessEnv): string {
  const files = (environment['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '');
  if (files.length === 0) throw new Error('name the kubeconfig of a throwaway cluster in KUBECONFIG');
  const context = files.map(currentContext).find((name) => name !== undefined);
  if (context === undefined) throw new Error(`no current-context in ${files.join(' or ')}`);
  const allowed = (environment['KESAKO_TEST_CONTEXTS'] ?? '').split(',').map((name) => name.trim());
  if (!THROWAWAY_CONTEXT.test(context) && !allowed.includes(context)) {
    throw new Error(
      `the context "${context}" is not known to be a throwaway cluster (kube-lab-…, kind-…), so nothing was run. ` +
        `These tests create and delete pods: to run them there, list it in KESAKO_TEST_CONTEXTS`,
    );
  }
  return context;
}

/** As in kubectl: of several files, the first that names a current context wins. */
function currentContext(path: string): string | undefined {
  const name = Kubeconfig.parse(parse(readFileSync(path, 'utf8')))['current-context'];
  return name === '' ? undefined : name;
}
