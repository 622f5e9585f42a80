export { createWorkloads, type Workloads, type WorkloadsOptions } from './create-workloads.ts';
