import { resourcePath } from './resource-path.ts';

/** For `watchList` too. */
export function kubeNamespacesPath(): string {
  return resourcePath({ resource: 'namespaces' });
}
