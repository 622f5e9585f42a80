import type { ReactElement } from 'react';

import { go } from '../place/index.ts';
import { Button, CopyButton } from '../ui/index.ts';
import { useManifests } from '../workloads/index.ts';
import type { Instruction, Scene, TourStep } from './tour-step.ts';
import type { Following } from './use-sight.ts';

export interface InstructionListProps {
  readonly step: TourStep;
  readonly scene: Scene;
  readonly instructions: readonly Instruction[];
  readonly sight: Following;
  readonly isDone: boolean;
}

/** All of a step's instructions; the one that is next is marked, and read aloud when it becomes that. */
export function InstructionList(props: InstructionListProps): ReactElement {
  const { instructions, sight, isDone } = props;
  const current = isDone ? undefined : instructions[sight.next];
  return (
    <>
      <ol className="tour-instructions">
        {instructions.map((instruction, index) => (
          <li
            key={index}
            data-past={isDone || index < sight.next ? '' : undefined}
            aria-current={instruction === current ? 'step' : undefined}
            data-act={instruction.act}
          >
            <span>{instruction.words}</span>
            {'text' in instruction && instruction.act !== 'manifest' ? <Text text={instruction.text} /> : undefined}
            {instruction === current ? <Act {...props} instruction={instruction} index={index} /> : undefined}
          </li>
        ))}
      </ol>
      {current !== undefined && sight.isOutOfSight ? (
        <p className="tour-note">
          It is not on the page now: Escape closes a list that covers it. <RestartButton onPress={sight.restart} />
        </p>
      ) : undefined}
    </>
  );
}

function Text({ text }: { readonly text: string }): ReactElement {
  return (
    <span className="tour-text">
      <code>{text}</code>
      <CopyButton text={text} isIconOnly />
    </span>
  );
}

function RestartButton({ onPress }: { readonly onPress: () => void }): ReactElement {
  return (
    <Button size="small" variant="quiet" onPress={onPress}>
      Begin this step again
    </Button>
  );
}

interface ActProps extends InstructionListProps {
  readonly instruction: Instruction;
  readonly index: number;
}

/** What the guide itself does for the instruction that is next. */
function Act({ instruction, index, scene, sight }: ActProps): ReactElement {
  const manifests = useManifests();
  switch (instruction.act) {
    case 'manifest':
      return (
        <Button
          size="small"
          variant="primary"
          onPress={() => {
            const { mode, text } = instruction;
            manifests.open({ scope: scene.scope, mode, file: { text, name: 'tour.yaml' } });
            sight.follow(index);
          }}
        >
          Open the manifest
        </Button>
      );
    case 'go':
      return (
        <Button
          size="small"
          variant="primary"
          disabledReason={scene.pod === undefined ? 'There is no such pod yet.' : undefined}
          onPress={() => {
            if (scene.pod !== undefined) go({ ...scene.scope, pod: scene.pod.name });
          }}
        >
          Open the pod
        </Button>
      );
    case 'look':
      return (
        <Button size="small" variant="primary" onPress={() => sight.follow(index)}>
          I have seen it
        </Button>
      );
    case 'type':
      return (
        <Button size="small" variant="quiet" onPress={() => sight.follow(index)}>
          I have typed it
        </Button>
      );
    case 'press':
    case 'fill':
      return (
        <Button
          size="small"
          variant="quiet"
          disabledReason={sight.isOutOfSight ? 'It is not on the page now.' : undefined}
          onPress={showTarget}
        >
          Show me
        </Button>
      );
  }
}

/** Takes the keyboard there: the person presses it. */
function showTarget(): void {
  const target = document.querySelector<HTMLElement>('[data-tour-target]');
  target?.scrollIntoView({ block: 'center', inline: 'nearest' });
  target?.focus();
}
