/** Java programs for tests, compiled by the JDK of this computer. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasJdk = spawnSync('javac', ['-version']).status === 0;
/** Says aloud why a test is skipped. */
export const WITHOUT_JDK = hasJdk ? '' : ' (skipped: no javac on this computer)';

/** The classes of `Main.java`, in base64, by file name. */
export function compileJava(source: string, release = 17): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'java-program-'));
  try {
    writeFileSync(join(folder, 'Main.java'), source);
    const { status, stderr } = spawnSync('javac', [
      '--release',
      String(release),
      '-d',
      folder,
      join(folder, 'Main.java'),
    ]);
    if (status !== 0) throw new Error(`javac: ${stderr.toString()}`);
    const classes = readdirSync(folder).filter((name) => name.endsWith('.class'));
    return Object.fromEntries(classes.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** For the class path `/srv/app`. */
export function programConfigMap(name: string, classes: Readonly<Record<string, string>>): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, binaryData: classes };
}

export interface JavaPod {
  readonly name: string;
  /** Of `programConfigMap`. */
  readonly program: string;
  readonly image?: string;
  readonly options?: readonly string[];
  readonly securityContext?: object;
  readonly resources?: object;
  readonly volumes?: readonly { readonly name: string; readonly mountPath: string; readonly source: object }[];
}

/** A pod with one container `app` whose process 1 is the JVM. */
export function javaPod(pod: JavaPod): object {
  const {
    name,
    program,
    image = 'eclipse-temurin:17-jdk',
    options = [],
    securityContext,
    resources,
    volumes = [],
  } = pod;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: name } },
    spec: {
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: 'app',
          image,
          imagePullPolicy: 'IfNotPresent',
          command: ['java', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', ...options, '-cp', '/srv/app', 'Main'],
          ...(securityContext === undefined ? {} : { securityContext }),
          ...(resources === undefined ? {} : { resources }),
          volumeMounts: [
            { name: 'program', mountPath: '/srv/app' },
            ...volumes.map((volume) => ({ name: volume.name, mountPath: volume.mountPath })),
          ],
        },
      ],
      volumes: [
        { name: 'program', configMap: { name: program } },
        ...volumes.map((volume) => ({ name: volume.name, ...volume.source })),
      ],
    },
  };
}

export const SLEEPING =
  'public class Main { public static void main(String[] a) throws Exception { Thread.sleep(86400000); } }';
