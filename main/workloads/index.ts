export { createWorkloads, type Workloads, type WorkloadsOptions } from './create-workloads.ts';
export { ephemeralAdditions } from './ephemeral-additions.ts';
export { yamlDifference } from './manifest-yaml.ts';
