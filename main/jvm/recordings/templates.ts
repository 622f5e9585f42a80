import type { RecordingTemplate } from '../../../preload/contract/jvm-recordings.ts';

/** `event#setting=value`, which JVMs of 17 and newer take as an option and older ones in a settings file. */
export interface EventSetting {
  readonly event: string;
  readonly setting: string;
  /** As an option is written: `10ms` is `10 ms` in a file. */
  readonly value: string;
}

export interface Template {
  /** The JDK's own, to begin with. */
  readonly base: 'default' | 'profile';
  readonly settings: readonly EventSetting[];
  /** Of `JFR.start` itself, in every version. */
  readonly options: readonly string[];
}

const set = (event: string, setting: string, value: string): EventSetting => ({
  event: `jdk.${event}`,
  setting,
  value,
});

const TEMPLATES: Readonly<Record<Exclude<RecordingTemplate, 'own'>, Template>> = {
  default: { base: 'default', settings: [], options: [] },
  profile: { base: 'profile', settings: [], options: [] },
  lowOverhead: {
    base: 'default',
    settings: [
      ...['ObjectAllocationSample', 'ObjectAllocationInNewTLAB', 'ObjectAllocationOutsideTLAB', 'JavaErrorThrow'].map(
        (event) => set(event, 'enabled', 'false'),
      ),
      ...['JavaMonitorEnter', 'JavaMonitorWait', 'ThreadPark', 'ThreadSleep', 'FileRead', 'FileWrite'].map((event) =>
        set(event, 'threshold', '100ms'),
      ),
    ],
    options: [],
  },
  memoryLeaks: {
    base: 'profile',
    settings: [set('OldObjectSample', 'enabled', 'true'), set('OldObjectSample', 'stackTrace', 'true')],
    options: ['path-to-gc-roots=true'],
  },
  locks: {
    base: 'profile',
    settings: ['JavaMonitorEnter', 'JavaMonitorWait', 'ThreadPark'].flatMap((event) => [
      set(event, 'enabled', 'true'),
      set(event, 'threshold', '1ms'),
      set(event, 'stackTrace', 'true'),
    ]),
    options: [],
  },
};

/** Environment variables are where clusters put secrets, and a recording is made to be handed on. */
const WITHOUT_ENVIRONMENT = set('InitialEnvironmentVariable', 'enabled', 'false');

export function templateOf(template: RecordingTemplate, withEnvironment: boolean): Template {
  const found = template === 'own' ? { ...TEMPLATES.default } : TEMPLATES[template];
  return withEnvironment ? found : { ...found, settings: [...found.settings, WITHOUT_ENVIRONMENT] };
}

/** The first version that takes settings of events as options. */
const TAKES_SETTINGS = 17;

export function takesSettings(major: number | undefined): boolean {
  return major !== undefined && major >= TAKES_SETTINGS;
}

export function settingOptions(settings: readonly EventSetting[]): readonly string[] {
  return settings.map(({ event, setting, value }) => `${event}#${setting}=${value}`);
}

/** A settings file with these values; what it does not have is added at its end. Anything else stays as it is. */
export function changeSettings(file: string, settings: readonly EventSetting[]): string {
  return settings.reduce((text, each) => changeOne(text, each), file);
}

function changeOne(file: string, { event, setting, value }: EventSetting): string {
  const written = value.replace(/^(\d+)([a-z]+)$/, '$1 $2');
  const element = `<setting name="${setting}">${written}</setting>`;
  const start = file.search(new RegExp(`<event\\b[^>]*\\bname="${event.replaceAll('.', String.raw`\.`)}"`));
  const end = start < 0 ? -1 : file.indexOf('</event>', start);
  if (end >= 0) {
    const body = file.slice(start, end);
    const known = new RegExp(`<setting\\b[^>]*\\bname="${setting}"[^>]*>[^<]*</setting>`);
    const changed = known.test(body) ? body.replace(known, element) : `${body}  ${element}\n    `;
    return file.slice(0, start) + changed + file.slice(end);
  }
  const last = file.lastIndexOf('</configuration>');
  if (last < 0) return file;
  return `${file.slice(0, last)}  <event name="${event}">\n      ${element}\n    </event>\n${file.slice(last)}`;
}
