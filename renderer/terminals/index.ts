export { Dock, type DockProps } from './dock.tsx';
export { TerminalsProvider, useTerminalInfos, useTerminals, type Terminals } from './terminals-provider.tsx';
