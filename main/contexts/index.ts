export { createContexts, type Contexts, type ContextsOptions, type DescribedContext } from './create-contexts.ts';
