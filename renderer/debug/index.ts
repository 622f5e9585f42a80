export { ContainerActions, type ContainerActionsProps } from './container-actions.tsx';
export { DebugButtons } from './debug-buttons.tsx';
export { DebugProvider, useDebug, type OpenDebug } from './debug-provider.tsx';
export { DebugVerdict } from './debug-verdict.tsx';
