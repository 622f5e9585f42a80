/** `spring-petclinic`: a small web application on Java that is always a little busy, by a user of its own, without a shell. */
import { join } from 'node:path';

import type { AskMachine } from './ask-machine.ts';
import type { Jdk } from './find-jdks.ts';
import { accountParts, createImage, type Image } from './image.ts';
import { JDK_FOLDER, jdkParts } from './jdk.ts';

const USER = 999;
const HOME = '/var/lib/jetty';
const START = '/usr/local/jetty/start.jar';

export function petclinicImage(ask: AskMachine, jdk: Jdk, source: string): Image {
  return createImage({
    references: ['spring-petclinic:1', 'spring-petclinic:latest'],
    tags: /^(1|latest)$/,
    entrypoint: ['java', `-Djetty.base=${HOME}`, '-jar', START],
    environment: { JAVA_HOME: JDK_FOLDER, PATH: `${JDK_FOLDER}/bin` },
    workingDirectory: HOME,
    user: USER,
    bytes: jdk.bytes,
    origin: `${jdk.home} ${jdk.version} ${String(jdk.changedMs)}`,
    parts: async () => [
      ...accountParts([{ name: 'jetty', id: USER }]),
      ...(await jdkParts(ask, jdk)),
      { kind: 'directory', path: HOME, mode: 0o777 },
      // The application's own source packs itself, so that no file is left behind.
      {
        kind: 'file',
        path: START,
        mode: 0o644,
        content: await ask(join(jdk.home, 'bin/java'), ['-XX:-UsePerfData', source, '--pack']),
      },
    ],
  });
}
