import type { ReactElement } from 'react';
import { ListBox, ListBoxItem, Text } from 'react-aria-components';

import { Check } from './icons.ts';
import './option.css';

/** A choice in Select, ComboBox, SegmentedControl and RadioGroup. */
export interface Option<Id extends string = string> {
  readonly id: Id;
  readonly title: string;
  readonly description?: string;
  /** Why it cannot be chosen now, shown in place of the description. */
  readonly disabledReason?: string | undefined;
}

/** The option of that id, for the untyped keys react-aria hands back. */
export function optionOf<Id extends string>(options: readonly Option<Id>[], key: unknown): Option<Id> | undefined {
  return options.find(({ id, disabledReason }) => id === key && disabledReason === undefined);
}

export function OptionList<Id extends string>(props: {
  readonly options: readonly Option<Id>[];
  readonly emptyText?: string;
}): ReactElement {
  const { options, emptyText } = props;
  return (
    <ListBox className="ui-option-list" renderEmptyState={() => <div className="ui-option-empty">{emptyText}</div>}>
      {options.map(({ id, title, description, disabledReason }) => (
        <ListBoxItem key={id} id={id} textValue={title} className="ui-option" isDisabled={disabledReason !== undefined}>
          <Check size={14} aria-hidden />
          <Text slot="label">{title}</Text>
          {(disabledReason ?? description) === undefined ? undefined : (
            <Text slot="description" className="ui-option-description">
              {disabledReason ?? description}
            </Text>
          )}
        </ListBoxItem>
      ))}
    </ListBox>
  );
}
