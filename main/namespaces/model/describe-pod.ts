import type { PodNamespaces } from '../../../preload/contract/namespaces.ts';
import type { ContainerProbe } from '../probe/probe-container.ts';
import { buildRows, type RowsInput } from './build-rows.ts';
import { describeFindings } from './findings.ts';

/** What was read of a pod, as the window is told it: the view that sees most first. */
export function describePod(input: RowsInput & { readonly at: Date }): PodNamespaces {
  const rows = buildRows(input);
  return {
    at: input.at.toISOString(),
    rows,
    views: input.probes
      .map(({ own: _own, ...view }: ContainerProbe) => view)
      .sort((one, other) => other.processes.length - one.processes.length),
    findings: describeFindings(rows),
  };
}
