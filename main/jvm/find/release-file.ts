import { visibleText } from '../../kube/index.ts';

export interface Release {
  readonly version?: string;
  readonly vendor?: string;
  readonly major?: number;
}

const VALUE_LIMIT = 128;

/** The `release` file of a Java home: lines of `NAME="value"`. */
export function readRelease(bytes: Uint8Array): Release {
  const values = new Map<string, string>();
  for (const line of Buffer.from(bytes).toString('utf8').split('\n')) {
    const [, name, value] = /^([A-Z_]+)="(.*)"\r?$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) values.set(name, visibleText(value, VALUE_LIMIT));
  }
  return describeRelease(values.get('JAVA_RUNTIME_VERSION') ?? values.get('JAVA_VERSION'), values.get('IMPLEMENTOR'));
}

export function describeRelease(version: string | undefined, vendor: string | undefined): Release {
  const major = version === undefined ? undefined : majorVersion(version);
  return {
    ...(version === undefined ? {} : { version }),
    ...(vendor === undefined || vendor === '' ? {} : { vendor }),
    ...(major === undefined ? {} : { major }),
  };
}

/** `1.8.0_402` is 8, `17.0.21` is 17. */
function majorVersion(version: string): number | undefined {
  const [, old, current] = /^(?:1\.([0-9]{1,2})\.|([0-9]{1,3}))/.exec(version) ?? [];
  const major = Number(old ?? current);
  return Number.isInteger(major) ? major : undefined;
}
