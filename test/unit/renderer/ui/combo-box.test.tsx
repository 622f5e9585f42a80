// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState, type ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';

import { ComboBox } from '../../../../renderer/ui/index.ts';

/** Options that come after the text that asks for them. */
function LateOptions({ isLoading, names }: { isLoading: boolean; names: readonly string[] }): ReactElement {
  const [value, setValue] = useState('');
  const options = value.includes(' ') ? names.map((name) => ({ id: name, title: `${value}${name}` })) : [];
  return <ComboBox label="Command" value={value} onChange={setValue} options={options} isLoading={isLoading} />;
}

afterEach(cleanup);

describe('ComboBox', () => {
  it('shows options that come after the last key', async () => {
    const { rerender } = render(<LateOptions isLoading names={[]} />);
    await userEvent.type(screen.getByRole('combobox', { name: 'Command' }), 'Thread.print ');
    rerender(<LateOptions isLoading={false} names={['-l', '-e']} />);
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual([
      'Thread.print -l',
      'Thread.print -e',
    ]);
  });

  it('closes when nothing comes', async () => {
    const { rerender } = render(<LateOptions isLoading names={[]} />);
    await userEvent.type(screen.getByRole('combobox', { name: 'Command' }), 'Thread.print ');
    rerender(<LateOptions isLoading={false} names={[]} />);
    expect(screen.queryByRole('listbox')).toBeNull();
  });
});
