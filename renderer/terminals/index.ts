export { Dock, type DockProps } from './dock.tsx';
export { TerminalsProvider, useTerminals, type Terminals } from './terminals-provider.tsx';
