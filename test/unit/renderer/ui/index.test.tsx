// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import {
  Busy,
  Button,
  ConfirmDialog,
  ErrorNotice,
  Menu,
  MiddleTruncate,
  RelativeTime,
  SegmentedControl,
  TextField,
} from '../../../../renderer/ui/index.ts';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('Button', () => {
  it('with a reason stays focusable, says why on focus, and does nothing', async () => {
    const onPress = vi.fn();
    const user = userEvent.setup();
    render(
      <Button disabledReason="This image has no shell." onPress={onPress}>
        Shell
      </Button>,
    );
    await user.tab();
    const button = screen.getByRole('button', { name: 'Shell' });
    expect(document.activeElement).toBe(button);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect((await screen.findByRole('tooltip')).textContent).toBe('This image has no shell.');
    await user.keyboard('{Enter}');
    await user.click(button);
    expect(onPress).not.toHaveBeenCalled();
  });

  it('ignores presses while it is busy and keeps the focus', async () => {
    const onPress = vi.fn();
    const user = userEvent.setup();
    const { rerender } = render(<Button onPress={onPress}>Start</Button>);
    await user.click(screen.getByRole('button'));
    rerender(
      <Button onPress={onPress} isBusy>
        Start
      </Button>,
    );
    await user.click(screen.getByRole('button'));
    expect(onPress).toHaveBeenCalledTimes(1);
    expect(document.activeElement).toBe(screen.getByRole('button'));
  });
});

describe('ConfirmDialog', () => {
  it('of a protected context wants its name typed', async () => {
    const onConfirm = vi.fn();
    const user = userEvent.setup();
    render(
      <ConfirmDialog
        isOpen
        onClose={() => undefined}
        onConfirm={onConfirm}
        title="Delete debug-pod?"
        confirmLabel="Delete pod"
        typedConfirmation="production"
      >
        It ends at once.
      </ConfirmDialog>,
    );
    await user.type(screen.getByRole('textbox'), 'productio{Enter}');
    await user.click(screen.getByRole('button', { name: 'Delete pod' }));
    expect(onConfirm).not.toHaveBeenCalled();
    await user.type(screen.getByRole('textbox'), 'n');
    await user.click(screen.getByRole('button', { name: 'Delete pod' }));
    expect(onConfirm).toHaveBeenCalledTimes(1);
  });
});

describe('Busy', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  it('says more the longer it takes', () => {
    const onCancel = vi.fn();
    const { container } = render(<Busy what="pulling image busybox" onCancel={onCancel} />);
    const wait = (milliseconds: number): void => {
      act(() => {
        vi.advanceTimersByTime(milliseconds);
      });
    };
    expect(container.textContent).toBe('');
    wait(150);
    expect(container.querySelector('.ui-spinner')).not.toBeNull();
    expect(container.textContent).toBe('');
    wait(1_000);
    expect(container.textContent).toBe('pulling image busybox');
    expect(screen.queryByRole('button')).toBeNull();
    wait(4_000);
    expect(container.textContent).toContain('5 s');
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(onCancel).toHaveBeenCalledTimes(1);
    wait(1_000);
    expect(container.textContent).toContain('6 s');
  });
});

describe('RelativeTime', () => {
  it('keeps up, and has the exact time', () => {
    vi.useFakeTimers({ now: Date.parse('2026-03-01T03:00:00Z') });
    const { container } = render(<RelativeTime at="2026-03-01T02:59:30Z" />);
    expect(container.textContent).toBe('30 s');
    for (let second = 0; second < 32; second += 1) {
      act(() => {
        vi.advanceTimersByTime(1_000);
      });
    }
    expect(container.textContent).toBe('1 min');
    expect(container.querySelector('time')?.dateTime).toBe('2026-03-01T02:59:30.000Z');
  });

  it('does not fail on what is no date', () => {
    const { container } = render(<RelativeTime at="soon" />);
    expect(container.textContent).toBe('unknown');
  });
});

describe('ErrorNotice', () => {
  it('shows the fact word for word but inert, and stays until dismissed', async () => {
    const onDismiss = vi.fn();
    const onPress = vi.fn();
    const user = userEvent.setup();
    render(
      <ErrorNotice
        title="The shell ended."
        fact={'exit 1: \u001b[31m<b>no</b>'}
        actions={[{ id: 'again', title: 'Try again', onPress }]}
        onDismiss={onDismiss}
      />,
    );
    expect(screen.getByRole('alert').textContent).toContain('exit 1: ␛[31m<b>no</b>');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect([onPress, onDismiss].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });
});

describe('MiddleTruncate', () => {
  it('is the whole name for the eye, for the ear and on hover', () => {
    const name = 'http-server-b8f56c44c-vh8tr-with-a-long-tail';
    const { container } = render(
      <h1>
        <MiddleTruncate text={name} />
      </h1>,
    );
    const halves = [...container.querySelectorAll('[aria-hidden]')].map(({ textContent }) => textContent);
    expect(halves.join('')).toBe(name);
    expect(screen.getByRole('heading', { name })).toBeDefined();
    expect(container.querySelector('[title]')?.getAttribute('title')).toBe(name);
  });
});

describe('Menu', () => {
  it('keeps an entry that cannot be chosen, and says why', async () => {
    const onSelect = vi.fn();
    const user = userEvent.setup();
    render(
      <Menu
        label="Pod"
        trigger={<Button>More</Button>}
        entries={[
          { id: 'shell', title: 'Shell', disabledReason: 'This image has no shell.', onSelect },
          'separator',
          {
            id: 'files',
            title: 'Files',
            onSelect: () => {
              onSelect('files');
            },
          },
        ]}
      />,
    );
    await user.tab();
    await user.keyboard('{Enter}');
    const blocked = await screen.findByRole('menuitem', { name: 'Shell' });
    expect(blocked.getAttribute('aria-disabled')).toBe('true');
    expect(blocked.textContent).toContain('This image has no shell.');
    await user.click(blocked);
    expect(onSelect).not.toHaveBeenCalled();
    await user.click(screen.getByRole('menuitem', { name: 'Files' }));
    expect(onSelect.mock.calls).toEqual([['files']]);
    expect(screen.queryByRole('menu')).toBeNull();
  });
});

describe('SegmentedControl', () => {
  function Example(): ReactElement {
    const [value, setValue] = useState<'now' | 'later' | 'copy'>('now');
    return (
      <SegmentedControl
        label="When"
        value={value}
        onChange={setValue}
        options={[
          { id: 'now', title: 'Now' },
          { id: 'later', title: 'Later' },
          { id: 'copy', title: 'Copy', disabledReason: 'Not allowed.' },
        ]}
      />
    );
  }

  it('is one stop, and the arrows choose what can be chosen', async () => {
    const user = userEvent.setup();
    render(<Example />);
    await user.tab();
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('radio', { name: 'Later' }).getAttribute('aria-checked')).toBe('true');
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Copy' }));
    expect(screen.getByRole('radio', { name: 'Later' }).getAttribute('aria-checked')).toBe('true');
  });
});

describe('TextField', () => {
  it('clears on Escape only when there is something to clear', async () => {
    const onEscape = vi.fn();
    const user = userEvent.setup();
    const { rerender } = render(<TextField label="Filter" value="" onChange={() => undefined} onEscape={onEscape} />);
    await user.tab();
    await user.keyboard('{Escape}');
    expect(onEscape).not.toHaveBeenCalled();
    rerender(<TextField label="Filter" value="pod" onChange={() => undefined} onEscape={onEscape} />);
    await user.keyboard('{Escape}');
    expect(onEscape).toHaveBeenCalledTimes(1);
  });
});
