import { useMemo, useState, type ReactElement, type ReactNode } from 'react';
import {
  Autocomplete,
  Button,
  Input,
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  SearchField,
  Text,
} from 'react-aria-components';

import { Check, ChevronsUpDown, showControlCharacters } from '../ui/index.ts';
import { pickerItems, type PickerItem } from './picker-items.ts';
import './picker.css';

export interface PickerProps {
  /** What is chosen: `Kubernetes namespace`. */
  readonly label: string;
  /** On the button. */
  readonly children: ReactNode;
  readonly items: readonly PickerItem[];
  readonly selected: string | undefined;
  readonly onPick: (id: string) => void;
  /** What is typed may be chosen although it is not in the list. */
  readonly allowsOther?: boolean;
  /** Above the list: why it is not whole, for instance. */
  readonly note?: ReactNode;
  readonly emptyText: string;
  readonly isFramed?: boolean;
}

/** A button that opens a list one can type into. */
export function Picker(props: PickerProps): ReactElement {
  const { label, children, items, selected, onPick, allowsOther = false, note, emptyText } = props;
  const [query, setQuery] = useState('');
  const shown = useMemo(() => pickerItems(items, query, allowsOther), [items, query, allowsOther]);
  return (
    <MenuTrigger onOpenChange={() => setQuery('')}>
      <Button
        className="picker-button"
        aria-label={`${label}: ${selected ?? 'none'}`}
        {...(props.isFramed === true ? { 'data-framed': '' } : {})}
      >
        {children}
        {props.isFramed === true ? <ChevronsUpDown size={12} aria-hidden /> : undefined}
      </Button>
      <Popover className="ui-popover picker" placement="bottom start" offset={4}>
        <Autocomplete inputValue={query} onInputChange={setQuery}>
          <SearchField aria-label={`Find: ${label}`} autoFocus className="picker-search">
            <Input placeholder={allowsOther ? 'Type a name…' : 'Find…'} spellCheck={false} />
          </SearchField>
          {note === undefined ? undefined : <div className="picker-note">{note}</div>}
          <Menu
            aria-label={label}
            className="picker-list"
            renderEmptyState={() => <div className="picker-note">{emptyText}</div>}
          >
            {shown.map(({ id, title, detail, mark }) => (
              <MenuItem key={id} id={id} textValue={title} className="picker-item" onAction={() => onPick(id)}>
                <span className="picker-mark">
                  {mark ?? (id === selected ? <Check size={14} aria-hidden /> : undefined)}
                </span>
                <Text slot="label">{showControlCharacters(title)}</Text>
                {detail === undefined ? undefined : <Text slot="description">{showControlCharacters(detail)}</Text>}
              </MenuItem>
            ))}
          </Menu>
        </Autocomplete>
      </Popover>
    </MenuTrigger>
  );
}
