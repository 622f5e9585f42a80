export { ALTERNATIVE_CLUSTERS, type AlternativeCluster, type RuntimeObstacle } from './obstacles.ts';
export { probeRuntime, type RuntimeSupport } from './probe-runtime.ts';
export { startLinuxRuntime } from './start-linux-runtime.ts';
