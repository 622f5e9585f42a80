export { Dock, type DockProps } from './dock.tsx';
export {
  TerminalsProvider,
  useIsAttached,
  useTerminalInfos,
  useTerminals,
  type TerminalOpening,
  type Terminals,
} from './terminals-provider.tsx';
