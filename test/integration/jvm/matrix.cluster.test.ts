/**
 * Every kind of debug container against every kind of JVM: it works, or it is said beforehand that it cannot and why.
 * With KESAKO_FULL_MATRIX=1 each image is tried in each place; else they take turns, so that each is tried with each profile.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { attachVerdict } from '../../../main/jvm/find/attach-verdict.ts';
import { inspectProcess } from '../../../main/jvm/find/inspect-jvm.ts';
import { getPod } from '../../../main/kube/index.ts';
import { toAppError } from '../../../preload/contract/errors.ts';
import { uncancelled } from '../../support/cluster-lab.ts';
import { compileJava, hasJdk, javaPod, programConfigMap, SLEEPING, WITHOUT_JDK } from '../../support/java-program.ts';
import { openJvmLab, type DebugWish, type JvmLab } from './jvm-lab.ts';

const IMAGES = ['busybox:latest', 'eclipse-temurin:17-jdk', 'eclipse-temurin:25-jdk'] as const;
const PROFILES = ['general', 'baseline', 'restricted', 'sysadmin'] as const;
const isFull = process.env['KESAKO_FULL_MATRIX'] === '1';

interface Target {
  readonly name: string;
  readonly uid: number;
  readonly isReadOnly: boolean;
  readonly drops: boolean;
}

const TARGETS: readonly Target[] = [0, 999].flatMap((uid) =>
  [false, true].flatMap((drops) =>
    [false, true].map((isReadOnly) => ({
      name: `u${String(uid)}${drops ? '-dropped' : ''}${isReadOnly ? '-readonly' : ''}`,
      uid,
      drops,
      isReadOnly,
    })),
  ),
);

interface Cell {
  readonly target: Target;
  readonly wish: DebugWish;
}

function cellsOf(target: Target, row: number): readonly Cell[] {
  return PROFILES.flatMap((profile, column) => {
    const images = isFull ? IMAGES : [IMAGES[(row + column) % IMAGES.length] ?? IMAGES[0]];
    return images.map((image) => ({
      target,
      wish: {
        name: `${profile}-${image.replaceAll(/[^a-z0-9]+/g, '')}`,
        image,
        profile,
        // The profile forbids root, so for a target that is root no user fits.
        ...(profile === 'restricted'
          ? { user: { uid: target.uid === 0 ? 1000 : target.uid, gid: target.uid === 0 ? 1000 : target.uid } }
          : {}),
      },
    }));
  });
}

/** What the kernel and the JVM allow, told independently of what is under test. */
function shouldWork({ target, wish }: Cell): boolean {
  return !target.isReadOnly && !(wish.profile === 'restricted' && target.uid === 0);
}

describe.runIf(hasJdk)(`the matrix${WITHOUT_JDK}`, () => {
  let lab: JvmLab;
  const cells = TARGETS.map(cellsOf);

  beforeAll(async () => {
    lab = await openJvmLab(`matrix-${process.pid}`);
    await lab.apply(
      programConfigMap('program', compileJava(SLEEPING)),
      ...TARGETS.map(({ name, uid, drops, isReadOnly }) =>
        javaPod({
          name,
          program: 'program',
          options: ['-Xmx32m'],
          securityContext: {
            runAsUser: uid,
            runAsGroup: uid,
            readOnlyRootFilesystem: isReadOnly,
            ...(drops ? { capabilities: { drop: ['ALL'] } } : {}),
          },
        }),
      ),
    );
    await lab.kubectl('wait', '-n', lab.kubeNamespace, '--for=condition=Ready', 'pod', '--all', '--timeout=90s');
    await Promise.all(
      cells.map((row) =>
        lab.debug(
          row[0]!.target.name,
          row.map(({ wish }) => wish),
        ),
      ),
    );
  }, 180_000);
  afterAll(() => lab.dispose());

  it('works wherever the kernel lets it, and says why where it does not', async () => {
    const rows = await Promise.all(
      cells.map(async (row) => {
        const outcomes: string[] = [];
        for (const cell of row) outcomes.push(await tryCell(cell));
        return `${row[0]!.target.name.padEnd(24)} ${outcomes.join(' · ')}`;
      }),
    );
    console.log(rows.join('\n'));
  }, 120_000);

  async function tryCell(cell: Cell): Promise<string> {
    const { target, wish } = cell;
    const container = lab.containerRef(target.name, wish.name);
    const signal = new AbortController().signal;
    const facts = await lab.reach.use(container, (session) => inspectProcess(session, 1, signal), signal);
    if (facts === 'gone') throw new Error(`${target.name}: the JVM has ended`);
    const verdict = attachVerdict({ facts, uid: target.uid, gid: target.uid });
    const what = `${target.name} from ${wish.name}: ${verdict.sentence}`;
    expect(verdict.possible, what).toBe(shouldWork(cell));
    try {
      const { text } = await lab.jvm.run({ ...container, pid: 1, command: 'VM.version' }, uncancelled());
      expect(verdict.possible, what).toBe(true);
      expect(text).toContain('JDK 17.');
      return `${wish.name} works`;
    } catch (thrown) {
      const error = toAppError(thrown);
      expect(error.code, `${what}; ${error.message}`).toBe('ATTACH_REFUSED');
      expect(verdict.possible, `${what}; ${error.message}`).toBe(false);
      expect(verdict.remedy, what).toBeDefined();
      return `${wish.name} refused (${facts === 'refused' ? 'user' : facts.tmp})`;
    }
  }

  it('harmed no JVM, left no file and no thread dump', async () => {
    await Promise.all(
      TARGETS.map(async ({ name, isReadOnly }) => {
        expect(await lab.logOf(name)).toBe('');
        const { status } = await getPod(lab.cluster, { kubeNamespace: lab.kubeNamespace, pod: name });
        expect(status?.containerStatuses?.[0]?.restartCount).toBe(0);
        const listed = await lab.kubectl('exec', '-n', lab.kubeNamespace, name, '-c', 'app', '--', 'ls', '-A', '/tmp');
        const left = listed.split('\n').filter((line) => line !== '' && !line.startsWith('hsperfdata_'));
        expect(left).toEqual(isReadOnly ? [] : ['.java_pid1']);
      }),
    );
  });
});
