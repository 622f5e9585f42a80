export { AsyncQueue } from './async-queue.ts';
export { createClient, type ConnectionState, type WireClient } from './client.ts';
export { decodeFrame, encodeFrame } from './codec.ts';
export type { Frame } from './frames.ts';
export { LatestValue } from './latest-value.ts';
export { portTransport, type Port } from './port-transport.ts';
export { serve, type SessionEntry } from './server.ts';
export type { Transport } from './transport.ts';
