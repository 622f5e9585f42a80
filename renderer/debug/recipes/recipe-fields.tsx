import type { ReactElement, Ref } from 'react';

import { DebugGoal, looksLikeSecret, type RecipeWishes } from '../../../preload/contract/index.ts';
import { Checkbox, InertText, Notice, Select, TextField } from '../../ui/index.ts';
import { GOAL_OPTIONS } from './recipe-words.ts';

/** What a recipe has beside the wishes themselves. */
export interface RecipeNaming {
  readonly name: string;
  readonly goal: DebugGoal | undefined;
  /** Offered on this cluster alone. */
  readonly context: string | undefined;
  readonly keepsSecretValues: boolean;
}

export interface RecipeFieldsProps {
  /** The cluster that it could be bound to; `undefined`: none is open. */
  readonly context: string | undefined;
  readonly naming: RecipeNaming;
  readonly onChange: (naming: RecipeNaming) => void;
  readonly wishes: RecipeWishes | undefined;
  readonly onSubmit?: () => void;
  readonly autoFocus?: boolean;
  readonly nameRef?: Ref<HTMLInputElement>;
}

export function RecipeFields(props: RecipeFieldsProps): ReactElement {
  const { naming, onChange, wishes, onSubmit, autoFocus = false, nameRef } = props;
  const context = naming.context ?? props.context;
  const secrets = wishes === undefined ? [] : secretNames(wishes);
  return (
    <>
      <TextField
        label="Name of the recipe"
        value={naming.name}
        onChange={(name) => onChange({ ...naming, name })}
        autoFocus={autoFocus}
        {...(onSubmit === undefined ? {} : { onSubmit })}
        {...(nameRef === undefined ? {} : { inputRef: nameRef })}
      />
      <Select
        label="Goal"
        value={naming.goal ?? ''}
        onChange={(goal) => onChange({ ...naming, goal: DebugGoal.safeParse(goal).data })}
        options={GOAL_OPTIONS}
      />
      {context === undefined ? undefined : (
        <Checkbox
          isSelected={naming.context !== undefined}
          onChange={(isBound) => onChange({ ...naming, context: isBound ? context : undefined })}
        >
          Offer it on <InertText text={context} /> only
        </Checkbox>
      )}
      {secrets.length === 0 ? undefined : (
        <Notice state="waiting" title="Values that look like secrets are not kept:">
          <InertText text={`${secrets.join(', ')}.`} /> They are asked for with each use.
          <Checkbox
            isSelected={naming.keepsSecretValues}
            onChange={(keepsSecretValues) => onChange({ ...naming, keepsSecretValues })}
            description="They then stand readable in a file of this machine."
          >
            Keep them all the same
          </Checkbox>
        </Notice>
      )}
    </>
  );
}

/** Those of a custom container are found by the core alone, which leaves them out and says so. */
function secretNames({ environment }: RecipeWishes): readonly string[] {
  return environment.flatMap(({ name, value }) => (value !== '' && looksLikeSecret(name) ? [name] : []));
}
