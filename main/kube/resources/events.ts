import { resourcePath } from './resource-path.ts';

/** For `watchList` too. */
export function eventsPath(kubeNamespace: string): string {
  return resourcePath({ resource: 'events', kubeNamespace });
}
