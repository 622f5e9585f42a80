/** Where a volume comes from, in a few words: `configMap app-settings`. */
import type { Volume } from '../kube/index.ts';

export function describeVolume(volume: Volume): string {
  const { configMap, secret, persistentVolumeClaim, hostPath, emptyDir, projected, csi, nfs, image } = volume;
  if (configMap !== undefined) return `configMap ${configMap.name ?? ''}`;
  if (secret !== undefined) return `secret ${secret.secretName ?? ''}`;
  if (persistentVolumeClaim !== undefined) return `persistentVolumeClaim ${persistentVolumeClaim.claimName}`;
  if (hostPath !== undefined) return `hostPath ${hostPath.path}`;
  if (emptyDir !== undefined) return emptyDir.medium === 'Memory' ? 'emptyDir in memory' : 'emptyDir';
  if (projected !== undefined) return `projected: ${(projected.sources ?? []).flatMap(Object.keys).join(', ')}`;
  if (csi !== undefined) return `csi ${csi.driver}`;
  if (nfs !== undefined) return `nfs ${nfs.server}:${nfs.path}`;
  if (image !== undefined) return `image ${image.reference ?? ''}`;
  // The rest, and what is newer than this app, by the name of the field.
  return Object.keys(volume).find((key) => key !== 'name') ?? 'unknown';
}
