export { createLedger, type Ledger, type LedgerOptions } from './create-ledger.ts';
export type { FoundRecord, HandlerSetting, LedgerHandler, LedgerJudgement } from './kind-handler.ts';
export type { LedgerRecord, NewLedgerRecord } from './ledger-record.ts';
