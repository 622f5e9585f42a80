import type { ErrorForm } from '../../preload/contract/index.ts';

export interface DeniedResources {
  /** Without pods there is nothing to debug. */
  readonly pods: ErrorForm | undefined;
  /** Names of the other resources. */
  readonly others: readonly string[];
}

export function deniedResources(denied: readonly ErrorForm[]): DeniedResources {
  const named = denied.map((error) => ({ error, resource: resourceOf(error) }));
  return {
    pods: named.find(({ resource }) => resource === 'pods' || resource === undefined)?.error,
    others: named
      .flatMap(({ resource }) => (resource === undefined || resource === 'pods' ? [] : [resource]))
      .toSorted(),
  };
}

function resourceOf({ data }: ErrorForm): string | undefined {
  return 'resource' in data ? data.resource : undefined;
}
