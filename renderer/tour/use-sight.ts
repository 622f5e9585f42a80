/** What of the instructions is on the page, and which have been followed; looked at again whenever the page changes. */
import { useEffect, useMemo, useState } from 'react';

import { findTarget, valueOf } from './find-target.ts';
import { nextInstruction } from './follow-instructions.ts';
import type { Instruction } from './tour-step.ts';

/** On the element that the guide points at. */
const MARK = 'data-tour-target';

export interface Following {
  /** Index of the instruction that is next. */
  readonly next: number;
  /** It has a target, and that is not on the page now. */
  readonly isOutOfSight: boolean;
  follow(index: number): void;
  restart(): void;
}

/** `key` says which step it is: with another one it begins anew. */
export function useSight(key: string, instructions: readonly Instruction[], isAtPod: boolean): Following {
  const [followedOf, setFollowed] = useState({ key, followed: 0 });
  const followed = followedOf.key === key ? followedOf.followed : 0;
  const [seen, setSeen] = useState<{ readonly next: number; readonly isOutOfSight: boolean }>({
    next: 0,
    isOutOfSight: false,
  });

  useEffect(() => {
    let marked: HTMLElement | undefined;
    let frame = 0;
    let now = followed;
    const look = (): void => {
      frame = 0;
      const targets = instructions.map((one) =>
        one.act === 'press' || one.act === 'fill' ? findTarget(one.target) : undefined,
      );
      const isFilled = instructions.map((one, index) => {
        const target = targets[index];
        return one.act === 'fill' && target !== undefined && valueOf(target) === one.text;
      });
      const isPresent = targets.map((target) => target !== undefined);
      const next = nextInstruction(instructions, { followed, isPresent, isFilled, isAtPod });
      now = next;
      const target = targets[next];
      if (marked !== target) {
        marked?.removeAttribute(MARK);
        target?.setAttribute(MARK, '');
        marked = target;
      }
      const { act } = instructions[next] ?? {};
      const isOutOfSight = (act === 'press' || act === 'fill') && target === undefined;
      setSeen((old) => (old.next === next && old.isOutOfSight === isOutOfSight ? old : { next, isOutOfSight }));
    };
    const lookSoon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    const passed = (event: Event): void => {
      const isPressed = marked !== undefined && event.target instanceof Node && marked.contains(event.target);
      if (isPressed && instructions[now]?.act === 'press') setFollowed({ key, followed: now + 1 });
      lookSoon();
    };
    const typed = (event: KeyboardEvent): void => {
      const isLine =
        event.key === 'Enter' && event.target instanceof Element && event.target.closest('.xterm') !== null;
      if (isLine && instructions[now]?.act === 'type') setFollowed({ key, followed: now + 1 });
    };
    const observer = new MutationObserver((changes) => {
      if (changes.some(({ attributeName }) => attributeName !== MARK)) lookSoon();
    });
    observer.observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true });
    document.addEventListener('click', passed, true);
    document.addEventListener('input', lookSoon, true);
    document.addEventListener('keydown', typed, true);
    lookSoon();
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      document.removeEventListener('click', passed, true);
      document.removeEventListener('input', lookSoon, true);
      document.removeEventListener('keydown', typed, true);
      marked?.removeAttribute(MARK);
    };
  }, [key, instructions, followed, isAtPod]);

  return useMemo(
    () => ({
      ...seen,
      follow: (index) => setFollowed({ key, followed: index + 1 }),
      restart: () => setFollowed({ key, followed: 0 }),
    }),
    [key, seen],
  );
}
