/** The second part of the walk: a Java application, and putting everything back. */
import { applyManifest, closeDialog, debug, deleteByManifest, openPod, openTab } from './instructions.ts';
import { COPY_MANIFEST, javaManifest, serverManifest } from './manifests.ts';
import { isAt, line, podName, running } from './scene-facts.ts';
import type { TourStep } from './tour-step.ts';

const WORKLOAD = 'spring-petclinic';
const RECORDING = '/tmp/record.jfr';
const SECONDS = 15;
const PROCESSES = 'ps -e -o pid,args';
const NEEDS_JDK =
  'Needs a JDK: on the practice cluster one of this machine is used. Install one (on Debian and Ubuntu: apt install openjdk-21-jdk-headless) and start the practice cluster again.';

export const JAVA_STEPS: readonly TourStep[] = [
  {
    row: 13,
    title: 'Debug a Java application',
    why: 'It runs as process 1, by a user of its own, from an image without a shell. A JDK beside it can attach to it: jcmd comes with the debug container.',
    workload: WORKLOAD,
    note: NEEDS_JDK,
    instructions: (scene) => [
      // Of the copy, which the step before may have left open.
      closeDialog('Close'),
      ...applyManifest(javaManifest(scene.images)),
      openPod(scene),
      ...debug({ image: scene.images.jdk, target: WORKLOAD, name: 'debugger', command: 'bash' }),
    ],
    kubectl: (scene) =>
      line(scene, `debug -it --target=${WORKLOAD} --image=${scene.images.jdk} ${podName(scene)} -- bash`),
    isDone: (scene) => running(scene, true),
  },
  {
    row: 14,
    title: 'See it as process 1',
    why: 'The debug container is in its process namespace, so it sees what the application sees: itself, as 1.',
    workload: WORKLOAD,
    instructions: (scene) => [
      openPod(scene),
      { act: 'type', words: 'List the processes:', text: PROCESSES },
      { act: 'look', words: 'java … start.jar is process 1.' },
    ],
    kubectl: (scene) => line(scene, `exec ${podName(scene)} -c debugger -- ${PROCESSES}`),
  },
  {
    row: 15,
    title: 'Read the virtual machine’s facts',
    why: 'Version, main class, flags, and the limits as the virtual machine understands them, which is not always what the pod’s spec says.',
    workload: WORKLOAD,
    instructions: (scene) => [openPod(scene), openTab('Java'), { act: 'look', words: 'Java version, flags, memory.' }],
    kubectl: (scene) => line(scene, `exec ${podName(scene)} -c debugger -- jcmd 1 VM.version`),
  },
  {
    row: 16,
    title: `Record it for ${String(SECONDS)} seconds`,
    why: 'The flight recorder is built in and costs about one per cent: methods, allocation, locks, garbage collection, input and output.',
    workload: WORKLOAD,
    instructions: () => [
      {
        act: 'press',
        words: 'Press Start recording…',
        target: { role: 'button', name: /^Start recording…/, within: 'page' },
      },
      { act: 'fill', words: 'Name:', target: { role: 'textbox', name: /^Name/, within: 'dialog' }, text: 'tour' },
      {
        act: 'fill',
        words: 'Duration in seconds:',
        target: { role: 'textbox', name: /^Duration/, within: 'dialog' },
        text: String(SECONDS),
      },
      {
        act: 'fill',
        words: 'File in the container:',
        target: { role: 'textbox', name: /^File in the container/, within: 'dialog' },
        text: RECORDING,
      },
      {
        act: 'press',
        words: 'Press Start recording.',
        target: { role: 'button', name: /^Start recording$/, within: 'dialog' },
      },
      { act: 'look', words: 'It counts down, and says when the file is there.' },
    ],
    kubectl: (scene) =>
      line(
        scene,
        `exec ${podName(scene)} -c debugger -- jcmd 1 JFR.start duration=${String(SECONDS)}s filename=${RECORDING}`,
      ),
  },
  {
    row: 17,
    title: 'Find the recording',
    why: 'The virtual machine wrote it into its own container. From the debug container that is /proc/1/root/tmp.',
    workload: WORKLOAD,
    instructions: () => [
      {
        act: 'press',
        words: 'Press Show in files.',
        target: { role: 'button', name: /^Show in files/, within: 'page' },
      },
      { act: 'look', words: 'record.jfr, with its size and age.' },
    ],
    kubectl: (scene) => line(scene, `exec ${podName(scene)} -c debugger -- ls -l /proc/1/root/tmp`),
    isDone: (scene, { followed }) => isAt(scene, 'files') && followed >= 2,
  },
  {
    row: 18,
    title: 'Get it out',
    why: 'It is copied through the API server to this machine and nowhere else. Its SHA-256 is computed at both ends.',
    workload: WORKLOAD,
    instructions: () => [
      { act: 'press', words: 'Choose record.jfr.', target: { role: 'row', name: /record\.jfr/, within: 'page' } },
      { act: 'press', words: 'Press Download.', target: { role: 'button', name: /^Download/, within: 'page' } },
    ],
    kubectl: (scene) => line(scene, `cp ${podName(scene)}:/proc/1/root${RECORDING} record.jfr -c debugger`),
    isDone: ({ transfers, pod }) =>
      transfers.some(({ source, state }) => source.pod === pod?.name && state === 'verified'),
  },
  {
    row: 19,
    title: 'Open it',
    why: 'What was hot, what was allocated, who waited for whom: seen without sending the recording to anybody.',
    workload: WORKLOAD,
    note: 'JDK Mission Control and the jfr command read the same file.',
    instructions: () => [
      { act: 'press', words: 'Press Open the recording.', target: { role: 'button', name: /^Open the recording/ } },
      { act: 'look', words: 'Hot methods, and the flame graph of the same samples.' },
    ],
    kubectl: () => 'jfr summary record.jfr',
    isDone: ({ place }) => place.recordings?.recording !== undefined,
  },
  {
    row: 20,
    title: 'Put everything back',
    why: 'Both deployments go, and with their pods every debug container: it could not be taken out of a pod, only gone with it. The ledger in the rail lists what is left, with one action for each.',
    workload: WORKLOAD,
    instructions: (scene) => [
      closeDialog('Close'),
      ...deleteByManifest([serverManifest(scene.images), javaManifest(scene.images), COPY_MANIFEST].join('---\n')),
    ],
    kubectl: (scene) =>
      line(scene, 'delete deployment/http-server service/http-server deployment/spring-petclinic pod/debug-pod'),
    isDone: ({ workloads, pods }) =>
      !workloads.some(({ name }) => name === WORKLOAD || name === 'http-server') &&
      !pods.some(
        ({ name, labels }) => name === 'debug-pod' || labels['app'] === WORKLOAD || labels['app'] === 'http-server',
      ),
  },
];
