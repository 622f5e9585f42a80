import type { ReactElement } from 'react';

import { Checkbox, Select, TextArea, TextField } from '../../ui/index.ts';
import { RecipeBar } from '../recipes/recipe-bar.tsx';
import type { Problems } from '../wish-form.ts';
import { WishFields } from '../wish-fields.tsx';
import { KEPT_PARTS, type CopyForm, type KeptPart } from './copy-form.ts';
import { ExpiryField } from './expiry-field.tsx';

export interface CopyFieldsProps {
  readonly context: string;
  readonly form: CopyForm;
  readonly onChange: (form: CopyForm) => void;
  readonly problems: Problems;
  readonly images: readonly string[];
}

const SHARING = [
  { id: 'share', title: 'All containers see each other’s' },
  { id: 'separate', title: 'Each its own' },
  { id: 'profile', title: 'As the profile and the original say' },
] as const;

export function CopyFields({ context, form, onChange, problems, images }: CopyFieldsProps): ReactElement {
  const change = (part: Partial<CopyForm>): void => onChange({ ...form, ...part });
  const keep = (part: KeptPart, isKept: boolean): void => {
    const kept = new Set(form.kept);
    if (isKept) kept.add(part);
    else kept.delete(part);
    change({ kept });
  };
  return (
    <div className="debug-form">
      <TextField
        label="Name of the copy"
        isMono
        value={form.copyTo}
        onChange={(copyTo) => change({ copyTo })}
        error={problems['copyTo']}
      />
      <RecipeBar context={context} form={form} onChange={onChange} />
      <WishFields
        form={form}
        onChange={onChange}
        problems={problems}
        images={images}
        more={
          <>
            <TextArea
              label="Other images"
              isMono
              rows={2}
              value={form.setImages}
              onChange={(setImages) => change({ setImages })}
              placeholder="container=image, or *=image"
              error={problems['setImages']}
            />
            <TextArea
              label="Labels of the copy"
              isMono
              rows={2}
              value={form.labels}
              onChange={(labels) => change({ labels })}
              placeholder="name=value"
              error={problems['labels']}
            />
            <TextField
              label="Pull secrets"
              isMono
              value={form.pullSecrets}
              onChange={(pullSecrets) => change({ pullSecrets })}
              error={problems['pullSecrets']}
            />
            <TextField
              label="Memory limit of the debug container"
              isMono
              value={form.memoryLimit}
              onChange={(memoryLimit) => change({ memoryLimit })}
              placeholder="256Mi"
              error={problems['resources']}
            />
          </>
        }
      >
        <Select label="Processes" value={form.sharing} onChange={(sharing) => change({ sharing })} options={SHARING} />
        <fieldset className="debug-kept">
          <legend>The copy keeps</legend>
          {KEPT_PARTS.map(({ id, title, hint }) => (
            <Checkbox key={id} isSelected={form.kept.has(id)} onChange={(isKept) => keep(id, isKept)}>
              {hint === '' ? title : `${title} (${hint})`}
            </Checkbox>
          ))}
        </fieldset>
        <ExpiryField
          hours={form.expiresHours}
          onChange={(expiresHours) => change({ expiresHours })}
          error={problems['expiresSeconds']}
        />
        <Checkbox isSelected={form.sameNode} onChange={(sameNode) => change({ sameNode })}>
          On the same node, past the scheduler
        </Checkbox>
        <Checkbox
          isSelected={form.replace}
          onChange={(replace) => change({ replace })}
          description="Deletes the original as soon as the copy is created."
        >
          Replace the original
        </Checkbox>
      </WishFields>
    </div>
  );
}
