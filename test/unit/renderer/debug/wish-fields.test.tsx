// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState, type ReactElement } from 'react';
import { afterEach, expect, it } from 'vitest';

import { WishFields } from '../../../../renderer/debug/wish-fields.tsx';
import { initialWishes } from '../../../../renderer/debug/wish-form.ts';

afterEach(cleanup);

function Fields(): ReactElement {
  const [form, setForm] = useState(initialWishes('busybox'));
  return <WishFields form={form} onChange={setForm} problems={{}} images={[]} />;
}

it('warns that what is typed lands in the log before a shell is made as kubectl does it', async () => {
  render(<Fields />);
  const asKubectl = screen.getByRole('checkbox', { name: /^As kubectl does it/ });
  expect(screen.queryByText(/lands in the pod’s log/)).toBeNull();
  await userEvent.click(asKubectl);
  expect(screen.getByText(/everything typed and shown in it lands in the pod’s log/)).not.toBeNull();
});
