import { expect, it } from 'vitest';

import {
  changeSettings,
  settingOptions,
  takesSettings,
  templateOf,
} from '../../../../../main/jvm/recordings/templates.ts';

const FILE = `<?xml version="1.0"?>
<configuration version="2.0">
    <event name="jdk.ThreadPark">
      <setting name="enabled">true</setting>
      <setting name="threshold" control="locking-threshold">20 ms</setting>
    </event>
    <event name="jdk.InitialEnvironmentVariable">
      <setting name="enabled">true</setting>
    </event>
</configuration>
`;

it('leaves environment variables out unless they are wished for', () => {
  expect(settingOptions(templateOf('default', false).settings)).toEqual([
    'jdk.InitialEnvironmentVariable#enabled=false',
  ]);
  expect(templateOf('default', true).settings).toEqual([]);
  expect(templateOf('own', false).settings).toHaveLength(1);
});

it('gives settings as options from Java 17 on', () => {
  expect([8, 11, 16, 17, 25, undefined].map(takesSettings)).toEqual([false, false, false, true, true, false]);
  expect(settingOptions(templateOf('locks', true).settings)).toContain('jdk.ThreadPark#threshold=1ms');
  expect(templateOf('memoryLeaks', true)).toMatchObject({ base: 'profile', options: ['path-to-gc-roots=true'] });
});

it('writes the same into a settings file for older ones', () => {
  const changed = changeSettings(FILE, templateOf('locks', false).settings);
  expect(changed).toContain('<setting name="threshold">1 ms</setting>');
  expect(changed).not.toContain('20 ms');
  expect(changed).toMatch(/jdk\.InitialEnvironmentVariable">\s*<setting name="enabled">false</);
  expect(changed).toMatch(
    /<event name="jdk\.JavaMonitorEnter">\s*<setting name="enabled">true<\/setting>\s*<setting name="threshold">1 ms/,
  );
  expect(changed.match(/<\/configuration>/g)).toHaveLength(1);
  expect(changeSettings('no settings', templateOf('locks', false).settings)).toBe('no settings');
});
