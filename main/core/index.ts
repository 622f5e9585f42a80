export { createCore, type Core } from './create-core.ts';
export { dataFolder } from './data-folder.ts';
export type { HostPort, VerifiedFile } from './host-port.ts';
export { createLog, type Log } from './logging/create-log.ts';
export { CONTENT_SECURITY_POLICY, SECURITY_HEADERS } from './page/content-security-policy.ts';
export { readStaticFiles, type StaticFile } from './page/static-files.ts';
