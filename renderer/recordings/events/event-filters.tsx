import { useState, type ReactElement } from 'react';

import type { EventColumn } from '../../../preload/contract/index.ts';
import { ComboBox, IconButton, X } from '../../ui/index.ts';
import { filterWords, parseFilter, type EventFilter } from './event-filter.ts';

export interface EventFiltersProps {
  readonly columns: readonly EventColumn[];
  readonly filters: readonly EventFilter[];
  readonly onChange: (filters: readonly EventFilter[]) => void;
}

/** Filters are typed; each that is set stands beside the field and can be taken away. */
export function EventFilters({ columns, filters, onChange }: EventFiltersProps): ReactElement {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const add = (): void => {
    const parsed = parseFilter(text, columns);
    if ('problem' in parsed) {
      setProblem(parsed.problem);
      return;
    }
    onChange([...filters, parsed.filter]);
    setText('');
    setProblem(undefined);
  };
  return (
    <form
      className="event-filters"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <ComboBox
        label="Filter events"
        isLabelHidden
        placeholder="duration > 20 ms, then Enter"
        value={text}
        onChange={(value) => {
          setText(value);
          setProblem(undefined);
        }}
        options={columns.map(({ name, label }) => ({ id: `${label} `, title: label, description: name }))}
        error={problem}
      />
      {filters.map((filter, index) => (
        <span key={index} className="event-filter">
          {filterWords(filter, columns)}
          <IconButton
            size="small"
            icon={X}
            label={`Take away the filter ${filterWords(filter, columns)}`}
            onPress={() => onChange(filters.filter((_, at) => at !== index))}
          />
        </span>
      ))}
    </form>
  );
}
