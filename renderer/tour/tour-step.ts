/** What a step of the tour is made of. All of it is data and pure functions: what is shown, pressed and seen is other files'. */
import type {
  KubeNamespaceRef,
  PodDetail,
  PodRow,
  TerminalInfo,
  Transfer,
  WorkloadRow,
} from '../../preload/contract/index.ts';
import type { Place } from '../place/index.ts';

/** What the cluster and the window say now, as far as a step can ask for it. */
export interface Scene {
  readonly scope: KubeNamespaceRef;
  readonly pods: readonly PodRow[];
  readonly workloads: readonly WorkloadRow[];
  /** The newest pod of the step's workload that is not on its way out, and what is known of it. */
  readonly pod: PodRow | undefined;
  readonly detail: PodDetail | undefined;
  readonly terminals: readonly TerminalInfo[];
  readonly transfers: readonly Transfer[];
  readonly place: Place;
  readonly images: TourImages;
}

export interface TourImages {
  readonly server: string;
  readonly java: string;
  readonly jdk: string;
}

/** What has been seen since the step began. */
export interface StepMemory {
  /** Name of the pod there was when it began. */
  readonly firstPod: string | undefined;
  /** Terminals that were opened since. */
  readonly terminals: ReadonlySet<string>;
  /** Of the instructions: how many have been followed. */
  readonly followed: number;
}

export type TargetRole =
  | 'button'
  | 'checkbox'
  | 'combobox'
  | 'link'
  | 'menuitem'
  | 'option'
  | 'row'
  | 'summary'
  | 'tab'
  | 'terminal'
  | 'textbox';

/** Something in the window, by what a screen reader calls it. */
export interface Target {
  readonly role: TargetRole;
  readonly name: RegExp;
  /** Where: the dialog in front, the pod's page, a region of that name, or anywhere but in the guide. */
  readonly within?: 'dialog' | 'page' | { readonly region: string };
}

export type Instruction =
  | { readonly act: 'press'; readonly words: string; readonly target: Target }
  /** Puts this text into a field. */
  | { readonly act: 'fill'; readonly words: string; readonly target: Target; readonly text: string }
  /** A line for the terminal in front. */
  | { readonly act: 'type'; readonly words: string; readonly text: string }
  /** Something of the guide's own: a manifest for the dialog. */
  | { readonly act: 'manifest'; readonly words: string; readonly mode: 'apply' | 'delete'; readonly text: string }
  /** To the page of the step's pod. */
  | { readonly act: 'go'; readonly words: string }
  /** Only the person can say that it was looked at. */
  | { readonly act: 'look'; readonly words: string };

export interface TourStep {
  /** Of the walk, from 1. */
  readonly row: number;
  readonly title: string;
  readonly why: string;
  /** The workload whose pod it is about. */
  readonly workload: string;
  readonly instructions: (scene: Scene) => readonly Instruction[];
  /** The same as a line for a shell. */
  readonly kubectl: (scene: Scene) => string;
  /** By what really happened; a step without it is done when its instructions have been followed. */
  readonly isDone?: (scene: Scene, memory: StepMemory) => boolean;
  /** What to do where this app has no button for it yet, or this cluster does not allow it. */
  readonly note?: string;
}
