import type { ReactElement, ReactNode } from 'react';

import type { Jvm, ProcessRef } from '../../preload/contract/index.ts';
import {
  Bug,
  Button,
  Disc,
  EmptyState,
  InertText,
  Layers,
  MemoryStick,
  Settings,
  SquareTerminal,
  Table2,
  Tabs,
  Unplug,
  type TabItem,
} from '../ui/index.ts';
import { CommandsView } from './commands/commands-view.tsx';
import { HeapView } from './heap/heap-view.tsx';
import { JvmFactsView } from './jvm-facts.tsx';
import type { JvmView } from './jvm-place.ts';
import { MemoryView } from './machine/memory-view.tsx';
import { SettingsView } from './machine/settings-view.tsx';
import { Recordings } from './recordings/recordings.tsx';
import { ThreadsView } from './threads/threads-view.tsx';

export interface JvmPageProps {
  readonly process: ProcessRef;
  readonly jvm: Jvm;
  readonly view: JvmView;
  readonly onView: (view: JvmView) => void;
  /** The way on when this JVM cannot be attached to from here. */
  readonly onDebug: () => void;
  /** Undefined: as the width allows. */
  readonly isFactsShown: boolean | undefined;
}

/** Key it by the JVM. */
export function JvmPage({ process, jvm, view, onView, onDebug, isFactsShown }: JvmPageProps): ReactElement {
  const offered = (content: ReactNode): ReactNode =>
    jvm.attach.possible ? content : <NotReached jvm={jvm} onDebug={onDebug} />;
  const items: readonly TabItem<JvmView>[] = [
    { id: 'recordings', title: 'Recordings', icon: Disc, content: offered(<Recordings process={process} />) },
    { id: 'threads', title: 'Threads', icon: Layers, content: offered(<ThreadsView process={process} />) },
    { id: 'heap', title: 'Heap', icon: Table2, content: offered(<HeapView process={process} />) },
    { id: 'memory', title: 'Memory', icon: MemoryStick, content: offered(<MemoryView process={process} />) },
    { id: 'settings', title: 'Settings', icon: Settings, content: offered(<SettingsView process={process} />) },
    { id: 'commands', title: 'jcmd', icon: SquareTerminal, content: offered(<CommandsView process={process} />) },
  ];
  return (
    <div className="jvm-columns">
      <div className="jvm-main">
        <Tabs label="What to ask the JVM" items={items} selected={view} onSelect={onView} />
      </div>
      {isFactsShown === false ? undefined : (
        <JvmFactsView process={process} jvm={jvm} isShownAlways={isFactsShown === true} />
      )}
    </div>
  );
}

function NotReached({ jvm, onDebug }: { readonly jvm: Jvm; readonly onDebug: () => void }): ReactElement {
  const { sentence, remedy } = jvm.attach;
  return (
    <EmptyState
      icon={Unplug}
      title="This JVM cannot be attached to from here"
      actions={
        <Button icon={Bug} onPress={onDebug}>
          Debug…
        </Button>
      }
    >
      <p>
        <InertText text={sentence} />
      </p>
      {remedy === undefined ? undefined : (
        <p>
          <InertText text={remedy} />
        </p>
      )}
    </EmptyState>
  );
}
