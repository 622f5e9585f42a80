import { describe, expect, it } from 'vitest';

import { readJavaCommand } from '../../../../../main/jvm/find/java-command.ts';

describe('readJavaCommand', () => {
  it.each([
    ['java -Xmx1g -jar /a.jar -Xnot', '/a.jar', ['-Xmx1g']],
    ['java -cp /a:/b -XX:+UseZGC com.example.Main x', 'com.example.Main', ['-XX:+UseZGC']],
    ['java --add-opens java.base/java.lang=ALL-UNNAMED Main', 'Main', []],
    ['java --add-opens=java.base/java.lang=ALL-UNNAMED @args Main', 'Main', []],
    ['java -m app/com.example.Main', 'app/com.example.Main', []],
    ['java --module=app', 'app', []],
    ['java -version', undefined, []],
    ['java', undefined, []],
  ])('%s', (line, mainClass, flags) => {
    expect(readJavaCommand(line.split(' '))).toEqual(mainClass === undefined ? { flags } : { mainClass, flags });
  });
});
