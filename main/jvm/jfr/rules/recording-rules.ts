import {
  bytes,
  count,
  fine,
  measured,
  percent,
  plural,
  unknown,
  type Judged,
  type Outcome,
  type Rule,
} from './rule.ts';

/** What the recording itself cannot tell, or should not. */
export const RECORDING_RULES: readonly Rule[] = [
  {
    rule: 'recording-incomplete',
    title: 'Parts of the file that could not be read',
    check: ({ overview: { index } }: Judged): Outcome => {
      const problems = index.problems.length + index.problemsOmitted;
      const [first] = index.problems;
      return measured({
        figure: problems,
        thresholds: { note: 1 },
        shown: count,
        sentence: `At byte ${count(first?.offset ?? 0)}: ${first?.reason ?? ''}.`,
        source: 'the file',
        evidence: { page: 'overview' },
      });
    },
  },
  {
    rule: 'recording-lost-events',
    title: 'Events that the JVM lost',
    check: ({ overview: { lostBytes } }: Judged): Outcome =>
      lostBytes === 0
        ? fine('none')
        : measured({
            figure: lostBytes,
            thresholds: { note: 1, warning: 1024 ** 2 },
            shown: bytes,
            sentence: `The JVM threw ${bytes(lostBytes)} of events away because its buffers were full: counts are too small.`,
            source: 'jdk.DataLoss',
            evidence: { page: 'events', eventType: 'jdk.DataLoss' },
            remedy: 'Record with a larger memorysize, or fewer events.',
          }),
  },
  {
    rule: 'recording-stack-depth',
    title: 'Stacks without their beginning',
    check: ({ truncatedStacks: { weight, total } }: Judged): Outcome =>
      total === 0
        ? unknown('no stacks were recorded')
        : measured({
            figure: weight / total,
            thresholds: { note: 0.05, warning: 0.3 },
            shown: percent,
            sentence: `${percent(weight / total)} of the CPU samples lost their outermost frames.`,
            source: 'jdk.ExecutionSample',
            evidence: { page: 'flameGraph', of: 'cpu' },
            remedy: 'Start the JVM with -XX:FlightRecorderOptions:stackdepth=256.',
          }),
  },
  {
    rule: 'recording-exceptions-off',
    title: 'Exceptions that were counted but not recorded',
    check: ({ recording, overview, exceptions }: Judged): Outcome => {
      const statistics = recording.tables.get('jdk.ExceptionStatistics');
      const throwables = statistics?.column('throwables');
      if (throwables === undefined || throwables.length < 2) return unknown('exceptions were not counted');
      if (exceptions.events > 0) return fine('they were recorded');
      const enabled = overview.settings.find(
        ({ event, name }) => event === 'jdk.JavaExceptionThrow' && name === 'enabled',
      );
      const thrown = (throwables.at(-1) ?? 0) - (throwables[0] ?? 0);
      return measured({
        figure: enabled?.value === 'false' ? thrown : 0,
        thresholds: { note: 1000 },
        shown: count,
        sentence: `${plural(thrown, 'exception was', 'exceptions were')} thrown, but the settings did not record which.`,
        source: 'jdk.ExceptionStatistics, jdk.ActiveSetting',
        evidence: { page: 'exceptions' },
        remedy: 'Record again with jdk.JavaExceptionThrow#enabled=true.',
      });
    },
  },
  {
    rule: 'recording-secrets',
    title: 'Secrets in the recording',
    check: ({ overview, recording }: Judged): Outcome => {
      const masked = [...overview.jvm.arguments, ...overview.jvm.flags].filter((each) => each.masked === true).length;
      const variables = (recording.facts.get('jdk.InitialEnvironmentVariable') ?? []).filter(
        ({ key }) => typeof key === 'string' && /pass|pwd|secret|token|credential|key/i.test(key),
      ).length;
      return measured({
        figure: masked + variables,
        thresholds: { note: 1, warning: 1 },
        shown: count,
        sentence: secretWords(masked, variables),
        source: 'jdk.JVMInformation, jdk.InitialEnvironmentVariable',
        evidence: { page: 'overview' },
        remedy: 'Record with jdk.InitialEnvironmentVariable#enabled=false; do not pass this file on.',
      });
    },
  },
];

/** Only of the kinds that there are. */
function secretWords(masked: number, variables: number): string {
  const kinds = [
    ...(masked === 0 ? [] : [plural(masked, 'argument')]),
    ...(variables === 0 ? [] : [plural(variables, 'environment variable')]),
  ].join(' and ');
  return masked + variables === 1
    ? `${kinds} looks like a secret: whoever has the file has it.`
    : `${kinds} look like secrets: whoever has the file has them.`;
}
