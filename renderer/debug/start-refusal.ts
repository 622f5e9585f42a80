/** Why the confirming button cannot be pressed yet; `undefined`: it can. Pure. */
export function startRefusal(facts: {
  readonly problem: string | undefined;
  readonly possible: boolean | undefined;
  readonly isPlanning: boolean;
  readonly untyped: string | undefined;
}): string | undefined {
  if (facts.problem !== undefined) return facts.problem;
  if (facts.possible === undefined || facts.isPlanning) return 'The cluster has not answered the dry run yet.';
  if (!facts.possible) return 'The cluster would refuse it: see the plan.';
  if (facts.untyped !== undefined) return `Type ${facts.untyped} first.`;
  return undefined;
}
