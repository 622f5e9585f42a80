export { createBell, type Bell } from './bell.ts';
export { createLatestValue, type LatestValue } from './latest-value.ts';
export { createLeases, type Lease, type Leases } from './leases.ts';
export { createMailbox, type Mailbox } from './mailbox.ts';
export { wereReleased } from './released-buffers.ts';
export { unpackLz4Block } from './unpack-lz4-block.ts';
