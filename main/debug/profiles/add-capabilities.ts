import type { WithSecurity } from './profile.ts';

/** Adds to what the container already has, in kubectl's order, and never twice. */
export function addCapabilities<Made extends WithSecurity>(container: Made, names: readonly string[]): Made {
  const { securityContext } = container;
  const present = securityContext?.capabilities?.add ?? [];
  const add = [...present, ...names.filter((name) => !present.includes(name))];
  return {
    ...container,
    securityContext: { ...securityContext, capabilities: { ...securityContext?.capabilities, add } },
  };
}
