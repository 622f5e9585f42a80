export { LedgerPage } from './ledger-page.tsx';
export { WayBack } from './way-back.tsx';
