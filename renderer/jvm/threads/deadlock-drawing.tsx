import { useId, type ReactElement } from 'react';

import type { ThreadDump } from '../../../preload/contract/index.ts';
import { InertText, Notice } from '../../ui/index.ts';
import { BOX, layOutDeadlock } from './deadlock-layout.ts';

const NAME_LIMIT = 22;

interface Step {
  readonly thread: string;
  readonly lock: string;
  readonly owner: string;
}

/** One circle of threads, drawn and in words: each needs a lock that the next one holds. */
export function DeadlockDrawing({
  dump,
  circle,
}: {
  readonly dump: ThreadDump;
  readonly circle: readonly number[];
}): ReactElement {
  const arrowHead = useId();
  const layout = layOutDeadlock(circle.length);
  const steps = circle.map((index, position): Step => {
    const thread = dump.threads[index];
    return {
      thread: thread?.name ?? '',
      lock: dump.locks[thread?.waitsFor ?? -1]?.className ?? 'a lock',
      owner: dump.threads[circle[(position + 1) % circle.length] ?? -1]?.name ?? '',
    };
  });
  return (
    <Notice state="bad" title={`Deadlock of ${circle.length} threads`}>
      <figure className="jvm-deadlock">
        <svg viewBox={`0 0 ${layout.width} ${layout.height}`} aria-hidden style={{ maxWidth: layout.width }}>
          <defs>
            <marker id={arrowHead} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
              <path d="M 0 0 L 8 4 L 0 8 z" />
            </marker>
          </defs>
          {layout.arrows.map(({ path, labelX, labelY }, index) => (
            <g key={index}>
              <path className="jvm-deadlock-arrow" d={path} markerEnd={`url(#${arrowHead})`} />
              <text x={labelX} y={labelY} className="jvm-deadlock-lock">
                {shorten(simpleName(steps[index]?.lock ?? ''))}
              </text>
            </g>
          ))}
          {layout.threads.map(({ x, y }, index) => (
            <g key={index} transform={`translate(${x - BOX.width / 2} ${y - BOX.height / 2})`}>
              <rect width={BOX.width} height={BOX.height} rx="6" />
              <text x={BOX.width / 2} y={BOX.height / 2}>
                {shorten(steps[index]?.thread ?? '')}
              </text>
            </g>
          ))}
        </svg>
        <figcaption>
          <ul>
            {steps.map(({ thread, lock, owner }) => (
              <li key={thread}>
                <b>
                  <InertText text={thread} />
                </b>{' '}
                waits for <InertText text={lock} />, held by{' '}
                <b>
                  <InertText text={owner} />
                </b>
              </li>
            ))}
          </ul>
        </figcaption>
      </figure>
    </Notice>
  );
}

function simpleName(className: string): string {
  return className.slice(className.lastIndexOf('.') + 1);
}

function shorten(text: string): string {
  return text.length > NAME_LIMIT ? `${text.slice(0, NAME_LIMIT - 9)}…${text.slice(-8)}` : text;
}
