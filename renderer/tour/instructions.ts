/** Instructions that several steps give. */
import type { Instruction, Scene } from './tour-step.ts';

/** The guide takes the person there itself: which pod of many it is, is nothing to learn. */
export function openPod({ pod }: Scene): Instruction {
  return { act: 'go', words: pod === undefined ? 'Wait for its pod.' : `Open the pod ${pod.name}.` };
}

export function openTab(name: string): Instruction {
  return {
    act: 'press',
    words: `Open the tab ${name}.`,
    target: { role: 'tab', name: new RegExp(`^${name}`), within: 'page' },
  };
}

export function closeDialog(button: string): Instruction {
  return {
    act: 'press',
    words: `Press ${button}.`,
    target: { role: 'button', name: new RegExp(`^${button}$`), within: 'dialog' },
  };
}

export function applyManifest(text: string): readonly Instruction[] {
  return [
    { act: 'manifest', words: 'Open the manifest here: it is shown, and nothing is changed yet.', mode: 'apply', text },
    {
      act: 'press',
      words: 'Read what the server says it would change, then press Apply.',
      target: { role: 'button', name: /^Apply$/, within: 'dialog' },
    },
    closeDialog('Done'),
  ];
}

export function deleteByManifest(text: string): readonly Instruction[] {
  return [
    { act: 'manifest', words: 'Open the manifest here, to delete what it names.', mode: 'delete', text },
    {
      act: 'press',
      words: 'Read what goes, then press Delete.',
      target: { role: 'button', name: /^Delete$/, within: 'dialog' },
    },
    closeDialog('Done'),
  ];
}

export interface DebugChoice {
  readonly image: string;
  /** `none`, or a container. */
  readonly target: string;
  readonly name?: string;
  readonly command?: string;
  readonly attach?: false;
  /** The container's own process is the shell, to be attached to; else it is kept alive, and shells are started in it. */
  readonly asKubectl?: true;
}

export function debug({ image, target, name, command, attach, asKubectl }: DebugChoice): readonly Instruction[] {
  const hasMore = name !== undefined || command !== undefined;
  return [
    { act: 'press', words: 'Press Debug…', target: { role: 'button', name: /^Debug…$/, within: 'page' } },
    {
      act: 'fill',
      words: 'Image:',
      target: { role: 'combobox', name: /^Image/, within: 'dialog' },
      text: image,
    },
    { act: 'press', words: 'Open Target.', target: { role: 'button', name: /Target/, within: 'dialog' } },
    {
      act: 'press',
      words: target === 'none' ? 'Choose none: its processes stay apart.' : `Choose ${target}.`,
      target: { role: 'option', name: new RegExp(`^${escape(target)}\\b`, 'i') },
    },
    ...(asKubectl === undefined
      ? []
      : [
          {
            act: 'press',
            words: 'Choose As kubectl does it: one shell, to be attached to.',
            target: { role: 'checkbox', name: /^As kubectl does it/, within: 'dialog' },
          } as const,
        ]),
    ...(hasMore ? [press('Open Name, command, environment…', /^Name, command, environment/)] : []),
    ...(name === undefined ? [] : [fill('Name:', /^Name$/, name)]),
    ...(command === undefined ? [] : [fill('Command:', /^Command$/, command)]),
    ...(attach === false
      ? [
          {
            act: 'press',
            words: 'Take away Open a terminal as soon as it is added.',
            target: { role: 'checkbox', name: /^Open a terminal as soon as/, within: 'dialog' },
          } as const,
        ]
      : []),
    press('Press Add debug container.', /^Add debug container$/),
  ];
}

function press(words: string, name: RegExp): Instruction {
  return { act: 'press', words, target: { role: 'button', name, within: 'dialog' } };
}

function fill(words: string, name: RegExp, text: string): Instruction {
  return { act: 'fill', words, target: { role: 'textbox', name, within: 'dialog' }, text };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
