/** The first part of the walk: a web server without tools. */
import type { PodRow } from '../../preload/contract/index.ts';
import { applyManifest, closeDialog, debug, deleteByManifest, openPod, openTab } from './instructions.ts';
import { serverManifest } from './manifests.ts';
import { isAt, isRenewed, line, podName, running } from './scene-facts.ts';
import type { Instruction, TourStep } from './tour-step.ts';

const WORKLOAD = 'http-server';
const IMAGE = 'busybox';
const COPY = 'debug-pod';

function isCopy(pod: PodRow): boolean {
  const ordinary = pod.containers.filter(({ kind }) => kind === 'ordinary');
  return pod.workload === undefined && ordinary.length > 1 && ordinary.some(({ name }) => name === WORKLOAD);
}

const ATTACH: Instruction = {
  act: 'press',
  words: 'Press Attach.',
  target: { role: 'button', name: /^Attach/, within: { region: 'Container debugger' } },
};

export const SERVER_STEPS: readonly TourStep[] = [
  {
    row: 1,
    title: 'Run a server that has no tools',
    why: 'Its image holds a program and what that needs, nothing else: small, and nothing for an intruder to use. Nor for you, when it misbehaves at three in the morning.',
    workload: WORKLOAD,
    instructions: ({ images }) => applyManifest(serverManifest(images)),
    kubectl: (scene) => line(scene, 'apply -f http-server.yaml'),
    isDone: ({ workloads }) =>
      workloads.some(({ name, desired, ready }) => name === WORKLOAD && desired > 0 && ready === desired),
  },
  {
    row: 2,
    title: 'Try a shell in it',
    why: 'The usual first try. The container runtime looks for the program in the image, and there is none.',
    workload: WORKLOAD,
    instructions: (scene) => [
      closeDialog('Done'),
      openPod(scene),
      { act: 'press', words: 'Press Shell.', target: { role: 'button', name: /^Shell$/, within: 'page' } },
      { act: 'press', words: 'Choose bash.', target: { role: 'menuitem', name: /^bash/ } },
    ],
    kubectl: (scene) => line(scene, `exec -it ${podName(scene)} -- bash`),
    isDone: ({ terminals, pod }) =>
      terminals.some(
        ({ source, state }) =>
          source.kind === 'exec' &&
          source.pod === pod?.name &&
          source.command[0] === 'bash' &&
          state.state === 'ended' &&
          state.end.reason === 'failed',
      ),
  },
  {
    row: 3,
    title: 'Add a debug container',
    why: 'An ephemeral container brings its own tools into the running pod. The pod is not restarted. Watch it being patched in, pulled, created, started.',
    workload: WORKLOAD,
    instructions: (scene) => [
      openPod(scene),
      ...debug({ image: IMAGE, target: 'none', name: 'debugger', attach: false, asKubectl: true }),
    ],
    kubectl: (scene) => line(scene, `debug -it --attach=false -c debugger --image=${IMAGE} ${podName(scene)}`),
    isDone: (scene) => running(scene, false),
  },
  {
    row: 4,
    title: 'Look at what was added',
    why: 'It is in the pod’s spec now, with who put it there and when, and cannot be taken out again: it goes when the pod goes.',
    workload: WORKLOAD,
    instructions: () => [
      closeDialog('Close'),
      openTab('Overview'),
      {
        act: 'press',
        words: 'Open More on the card of the debug container.',
        target: { role: 'summary', name: /^More/, within: { region: 'Container debugger' } },
      },
      { act: 'look', words: 'Image and its digest, since when it runs, who added it.' },
    ],
    kubectl: (scene) => line(scene, `describe pod ${podName(scene)}`),
  },
  {
    row: 5,
    title: 'Attach, leave, attach again',
    why: 'The net namespace is shared by all containers of a pod: localhost here is the server’s localhost. Leaving the terminal does not end the container.',
    workload: WORKLOAD,
    instructions: () => [
      ATTACH,
      { act: 'type', words: 'Ask the server:', text: 'wget -q -O - localhost:8080' },
      { act: 'press', words: 'Close the terminal.', target: { role: 'button', name: /^Close debugger/ } },
      closeDialog('Close terminal'),
      { ...ATTACH, words: 'Press Attach again.' },
    ],
    kubectl: (scene) => line(scene, `attach -it -c debugger ${podName(scene)}`),
    isDone: ({ terminals }, memory) =>
      memory.terminals.size >= 2 &&
      terminals.some(({ source, state }) => source.kind === 'attach' && state.state === 'open'),
  },
  {
    row: 6,
    title: 'See what is not shared',
    why: 'Only the debug container’s own processes are there: each container has a pid namespace of its own. The map says the same, from the kernel’s numbers and not from the spec.',
    workload: WORKLOAD,
    instructions: () => [
      { act: 'type', words: 'List the processes:', text: 'ps auxf' },
      openTab('Namespaces'),
      { act: 'look', words: 'net, ipc and uts have one number in both rows; pid and mnt do not.' },
    ],
    kubectl: (scene) => line(scene, `exec ${podName(scene)} -c debugger -- readlink /proc/self/ns/pid`),
  },
  {
    row: 7,
    title: 'Share all processes of the pod',
    why: 'With shareProcessNamespace every container sees, and can signal, the others’ processes, and reads their environment and files; process 1 becomes the pause process, and the pods restart. That weakens their isolation: read the difference before you agree.',
    workload: WORKLOAD,
    instructions: (scene) => [
      openPod(scene),
      {
        act: 'press',
        words: 'Press Share processes…',
        target: { role: 'button', name: /^Share processes…$/, within: 'page' },
      },
      {
        act: 'press',
        words: 'Read which pods restart and what changes, then press Share processes.',
        target: { role: 'button', name: /^Share processes$/, within: 'dialog' },
      },
      closeDialog('Go to the new pod'),
    ],
    kubectl: (scene) =>
      line(
        scene,
        `patch deployment/${WORKLOAD} --patch '{"spec":{"template":{"spec":{"shareProcessNamespace":true}}}}'`,
      ),
    isDone: (scene, memory) => isRenewed(scene, memory, true),
  },
  {
    row: 8,
    title: 'Debug the new pod',
    why: 'The same debug container, and now pause, the server and your shell are in one list.',
    workload: WORKLOAD,
    instructions: (scene) => [
      closeDialog('Close'),
      openPod(scene),
      ...debug({ image: IMAGE, target: 'none' }),
      { act: 'type', words: 'List the processes:', text: 'ps auxf' },
      openTab('Namespaces'),
    ],
    kubectl: (scene) => line(scene, `debug -it --image=${IMAGE} ${podName(scene)}`),
    isDone: (scene) =>
      running(scene, false) && scene.detail?.shareProcessNamespace === true && isAt(scene, 'namespaces'),
  },
  {
    row: 9,
    title: 'Open the server’s files',
    why: 'The mnt namespace is never shared. But who sees a process reaches its files through /proc/PID/root.',
    workload: WORKLOAD,
    instructions: () => [openTab('Files'), { act: 'look', words: 'The root of the server’s own image; no ls in it.' }],
    kubectl: (scene) => line(scene, `exec ${podName(scene)} -c DEBUGGER -- sh -c 'ls /proc/$(pgrep python)/root'`),
  },
  {
    row: 10,
    title: 'Put the deployment back',
    why: 'What was weakened for a look is put back: the new pod keeps its processes to itself.',
    workload: WORKLOAD,
    instructions: ({ images }) => [
      ...deleteByManifest(serverManifest(images)),
      ...applyManifest(serverManifest(images)),
    ],
    kubectl: (scene) => `${line(scene, 'delete -f http-server.yaml')} && ${line(scene, 'apply -f http-server.yaml')}`,
    isDone: (scene, memory) => isRenewed(scene, memory, false),
  },
  {
    row: 11,
    title: 'Debug with a target',
    why: 'The better way: the debug container joins the process namespace of one container. Neither the spec of the pod nor the other containers change.',
    workload: WORKLOAD,
    instructions: (scene) => [
      closeDialog('Done'),
      openPod(scene),
      ...debug({ image: IMAGE, target: WORKLOAD }),
      { act: 'type', words: 'The server is process 1:', text: 'ps auxf' },
    ],
    kubectl: (scene) => line(scene, `debug -it --image=${IMAGE} --target=${WORKLOAD} ${podName(scene)}`),
    isDone: (scene) => running(scene, true),
  },
  {
    row: 12,
    title: 'Debug a copy of the pod',
    why: 'What must not be touched is copied. The copy has no labels, so no Service sends it traffic; in it you may restart and break what you like.',
    workload: WORKLOAD,
    instructions: (scene) => [
      openPod(scene),
      { act: 'press', words: 'Press Copy pod…', target: { role: 'button', name: /^Copy pod…$/, within: 'page' } },
      {
        act: 'fill',
        words: 'Name of the copy:',
        target: { role: 'textbox', name: /^Name of the copy/, within: 'dialog' },
        text: COPY,
      },
      {
        act: 'press',
        words: 'Read what it will be, and what is left out, then press Create copy.',
        target: { role: 'button', name: /^Create copy$/, within: 'dialog' },
      },
    ],
    kubectl: (scene) => line(scene, `debug -it ${podName(scene)} --copy-to=${COPY} --share-processes --image=${IMAGE}`),
    isDone: ({ pods }) => pods.some((pod) => isCopy(pod) && pod.status === 'Running'),
  },
];
