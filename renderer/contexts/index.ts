export { contextInitials, contextLook, type ContextLook } from './context-look.ts';
export { useContextLook } from './use-context-look.ts';
export { useContextStatus } from './use-context-status.ts';
