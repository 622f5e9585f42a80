// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { Action, PaletteSource } from '../../../../renderer/commands/index.ts';
import {
  ActionProvider,
  CommandPalette,
  paletteShortcut,
  useActions,
  usePaletteSource,
} from '../../../../renderer/commands/index.ts';

afterEach(cleanup);

interface ScreenProps {
  readonly actions: readonly Action[];
  readonly source?: PaletteSource;
}

const noSource: PaletteSource = { id: 'none', section: 'None', find: () => [] };

function Screen({ actions, source = noSource }: ScreenProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  useActions([
    ...actions,
    {
      id: 'palette.open',
      title: 'Show commands',
      section: 'Window',
      shortcut: paletteShortcut,
      perform: () => {
        setOpen(true);
      },
    },
  ]);
  usePaletteSource(source);
  return (
    <>
      <input aria-label="Name" />
      <CommandPalette
        isOpen={isOpen}
        onClose={() => {
          setOpen(false);
        }}
      />
    </>
  );
}

function show(props: ScreenProps): void {
  render(
    <ActionProvider keyboard="other">
      <Screen {...props} />
    </ActionProvider>,
  );
}

const titles = (): readonly string[] =>
  screen.getAllByRole('menuitem').map((item) => item.querySelector('[slot=label]')?.textContent ?? '');

describe('the palette', () => {
  it('opens by its shortcut, lists actions with theirs, finds and runs one, and closes', async () => {
    const perform = vi.fn();
    const user = userEvent.setup();
    show({
      actions: [
        { id: 'debug.start', title: 'Debug pod', section: 'Pod', shortcut: 'Mod+Shift+D', perform },
        { id: 'jvm.dump', title: 'Thread dump', section: 'Java', perform: () => undefined },
      ],
    });
    await user.keyboard('{Control>}k{/Control}');
    expect(titles()).toEqual(['Debug pod', 'Thread dump', 'Show commands']);
    expect(screen.getByRole('menuitem', { name: 'Debug pod' }).textContent).toContain('Ctrl Shift D');
    await user.type(screen.getByRole('searchbox'), 'dbg');
    expect(titles()).toEqual(['Debug pod']);
    await user.click(screen.getByRole('menuitem', { name: 'Debug pod' }));
    expect(perform).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('shows what cannot be done with the reason, and does not do it', async () => {
    const perform = vi.fn();
    const user = userEvent.setup();
    show({
      actions: [
        {
          id: 'shell',
          title: 'Open shell',
          section: 'Pod',
          when: () => ({ disabledReason: 'This image has no shell.' }),
          perform,
        },
      ],
    });
    await user.keyboard('{Control>}k{/Control}');
    const entry = screen.getByRole('menuitem', { name: 'Open shell' });
    expect(entry.textContent).toContain('This image has no shell.');
    await user.click(entry);
    expect(perform).not.toHaveBeenCalled();
    expect(screen.getByRole('dialog')).toBeDefined();
  });

  it('finds items of a source as they come, and drops what an older query finds', async () => {
    const asked: { query: string; signal: AbortSignal; answer: (names: readonly string[]) => void }[] = [];
    const goTo = vi.fn();
    const user = userEvent.setup();
    show({
      actions: [],
      source: {
        id: 'pods',
        section: 'Pods',
        find: (query, signal) =>
          new Promise((resolve) => {
            const answer = (names: readonly string[]): void => {
              resolve(
                names.map((name) => ({
                  id: name,
                  title: name,
                  perform: () => {
                    goTo(name);
                  },
                })),
              );
            };
            asked.push({ query, signal, answer });
          }),
      },
    });
    await user.keyboard('{Control>}k{/Control}');
    await user.type(screen.getByRole('searchbox'), 'h');
    expect(asked.map(({ query }) => query)).toEqual(['', 'h']);
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    asked[1]?.answer(['http-server']);
    asked[0]?.answer(['old-http-thing']);
    await waitFor(() => {
      expect(titles()).toContain('http-server');
    });
    expect(titles()).not.toContain('old-http-thing');
    await user.click(screen.getByRole('menuitem', { name: 'http-server' }));
    expect(goTo).toHaveBeenCalledWith('http-server');
  });

  it('outlives a source that fails', async () => {
    const user = userEvent.setup();
    show({ actions: [], source: { ...noSource, find: () => Promise.reject(new Error('offline')) } });
    await user.keyboard('{Control>}k{/Control}');
    expect(titles()).toEqual(['Show commands']);
  });
});

describe('useActions', () => {
  it('runs the latest closure without being registered anew', async () => {
    const seen: number[] = [];
    function Counter({ count }: { readonly count: number }): ReactElement {
      useActions([{ id: 'count', title: 'Count', section: 'Test', shortcut: 'F2', perform: () => seen.push(count) }]);
      return <span>{count}</span>;
    }
    const user = userEvent.setup();
    const page = (count: number): ReactElement => (
      <ActionProvider keyboard="other">
        <Counter count={count} />
      </ActionProvider>
    );
    const { rerender, unmount } = render(page(1));
    await user.keyboard('{F2}');
    rerender(page(2));
    await user.keyboard('{F2}');
    unmount();
    await user.keyboard('{F2}');
    expect(seen).toEqual([1, 2]);
  });

  it('never takes what is typed', async () => {
    const perform = vi.fn();
    const user = userEvent.setup();
    show({ actions: [{ id: 'slash', title: 'Filter', section: 'Test', shortcut: '/', perform }] });
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'a/b');
    expect(perform).not.toHaveBeenCalled();
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).toBe('a/b');
    await user.click(document.body);
    await user.keyboard('/');
    expect(perform).toHaveBeenCalledTimes(1);
  });
});
