export { Dock, type DockProps } from './dock.tsx';
export {
  TerminalsProvider,
  useTerminalInfos,
  useTerminals,
  type TerminalOpening,
  type Terminals,
} from './terminals-provider.tsx';
