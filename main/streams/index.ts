export { createLatestValue, type LatestValue } from './latest-value.ts';
export { createMailbox, type Mailbox } from './mailbox.ts';
