export type DefinedProps<Props> = { readonly [Key in keyof Props]?: Exclude<Props[Key], undefined> };

/** Drops the keys whose value is undefined: with exactOptionalPropertyTypes an absent prop and an undefined one differ. */
export function definedProps<Props extends object>(props: Props): DefinedProps<Props> {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as DefinedProps<Props>;
}
