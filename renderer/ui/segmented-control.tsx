import type { KeyboardEvent, ReactElement } from 'react';
import { useRef } from 'react';

import type { Option } from './option.tsx';
import { definedProps } from './defined-props.ts';
import './choice.css';

export interface SegmentedControlProps<Id extends string = string> {
  readonly label: string;
  readonly options: readonly Option<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
}

/** A radio group drawn as one button row. An option that cannot be chosen is still reached and says why. */
export function SegmentedControl<Id extends string>(props: SegmentedControlProps<Id>): ReactElement {
  const { label, options, value, onChange } = props;
  const group = useRef<HTMLDivElement>(null);

  const choose = (option: Option<Id>): void => {
    if (option.disabledReason === undefined && option.id !== value) onChange(option.id);
  };

  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (index + step + options.length) % options.length;
    const button = group.current?.children.item(next);
    if (button instanceof HTMLElement) button.focus();
    const option = options[next];
    if (option !== undefined) choose(option);
  };

  return (
    <div ref={group} role="radiogroup" aria-label={label} className="ui-segments">
      {options.map((option, index) => (
        <button
          key={option.id}
          type="button"
          role="radio"
          className="ui-segment"
          aria-checked={option.id === value}
          tabIndex={option.id === value ? 0 : -1}
          onClick={() => choose(option)}
          onKeyDown={(event) => onKeyDown(event, index)}
          {...definedProps({
            'aria-disabled': option.disabledReason === undefined ? undefined : true,
            title: option.disabledReason ?? option.description,
          })}
        >
          {option.title}
        </button>
      ))}
    </div>
  );
}
