import type { WithSecurity } from './profile.ts';

export function clearSecurity<Made extends WithSecurity>(container: Made): Made {
  const { securityContext: _discarded, ...kept } = container;
  // A security context may be absent from every container.
  return kept as Made;
}
