import type { ReactElement } from 'react';

import type { PodDetail } from '../../preload/contract/index.ts';
import { Checkbox, Select } from '../ui/index.ts';
import { NO_TARGET, targets, type DebugForm } from './debug-form.ts';
import { RecipeBar } from './recipes/recipe-bar.tsx';
import { WishFields } from './wish-fields.tsx';
import type { Problems } from './wish-form.ts';

export interface FormFieldsProps {
  readonly context: string;
  readonly detail: PodDetail;
  readonly form: DebugForm;
  readonly onChange: (form: DebugForm) => void;
  readonly problems: Problems;
  readonly images: readonly string[];
}

export function FormFields({ context, detail, form, onChange, problems, images }: FormFieldsProps): ReactElement {
  return (
    <div className="debug-form">
      <RecipeBar context={context} form={form} onChange={onChange} />
      <WishFields form={form} onChange={onChange} problems={problems} images={images}>
        <Select
          label="Target"
          value={form.target}
          onChange={(target) => onChange({ ...form, target })}
          options={[
            ...targets(detail).map(({ name, image }) => ({ id: name, title: name, description: image })),
            { id: NO_TARGET, title: 'None', description: 'Its own processes only' },
          ]}
          description="Its processes are seen from the new container, and through them its files."
          error={problems['target']}
        />
      </WishFields>
      <Checkbox
        isSelected={form.attach}
        onChange={(attach) => onChange({ ...form, attach })}
        isDisabled={form.life === 'kubectl' && !form.stdin}
      >
        Open a terminal as soon as it is added
      </Checkbox>
    </div>
  );
}
