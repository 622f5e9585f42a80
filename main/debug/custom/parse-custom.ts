import { AppError } from '../../../preload/contract/errors.ts';
import { parseYaml, YAML_ALIAS_LIMIT } from '../../kube/index.ts';

export type Fields = Readonly<Record<string, unknown>>;

export interface CustomContainer {
  readonly fields: Fields;
  /** Names that no container has; kubectl drops them without a word. */
  readonly ignored: readonly string[];
}

type Shape = 'text' | 'yesOrNo' | 'list' | 'map';

const CONTAINER_FIELDS: Readonly<Record<string, Shape>> = {
  args: 'list',
  command: 'list',
  env: 'list',
  envFrom: 'list',
  image: 'text',
  imagePullPolicy: 'text',
  lifecycle: 'map',
  livenessProbe: 'map',
  name: 'text',
  ports: 'list',
  readinessProbe: 'map',
  resizePolicy: 'list',
  resources: 'map',
  restartPolicy: 'text',
  restartPolicyRules: 'list',
  securityContext: 'map',
  startupProbe: 'map',
  stdin: 'yesOrNo',
  stdinOnce: 'yesOrNo',
  terminationMessagePath: 'text',
  terminationMessagePolicy: 'text',
  tty: 'yesOrNo',
  volumeDevices: 'list',
  volumeMounts: 'list',
  workingDir: 'text',
};

/** kubectl's own list. */
const REFUSED = ['name', 'command', 'image', 'lifecycle', 'volumeDevices'];
/** What no ephemeral container may have, says the API server. */
const NOT_EPHEMERAL = [
  'ports',
  'resources',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'restartPolicy',
  'restartPolicyRules',
  'resizePolicy',
];

/** Throws INVALID with a sentence for the first thing that is wrong. Empty text: no custom container. */
export function parseCustom(text: string, style: 'ephemeral' | 'pod'): CustomContainer {
  if (text.trim() === '') return { fields: {}, ignored: [] };
  const value = read(text);
  if (!isMap(value))
    throw invalid('A custom container is a map of fields, such as {"securityContext": {"runAsUser": 0}}.');
  const known = Object.entries(withoutEmpty(value)).filter(([field]) => field in CONTAINER_FIELDS);
  for (const [field, content] of known) {
    const shape = CONTAINER_FIELDS[field];
    if (shape !== undefined && !hasShape(content, shape)) throw invalid(`${field} must be ${SHAPE_WORDS[shape]}.`);
  }
  const names = known.map(([field]) => field);
  const refused = names.filter((name) => REFUSED.includes(name));
  if (refused.length > 0) {
    throw invalid(
      `name, command, image, lifecycle and volume devices are not modifiable via custom profile (found: ${refused.join(', ')})`,
    );
  }
  const forbidden = style === 'ephemeral' ? names.filter((name) => NOT_EPHEMERAL.includes(name)) : [];
  if (forbidden.length > 0) throw invalid(`An ephemeral container may not have ${forbidden.join(', ')}.`);
  if (style === 'ephemeral') refuseSubPaths(known.find(([field]) => field === 'volumeMounts')?.[1]);
  return {
    fields: Object.fromEntries(known),
    ignored: Object.keys(value).filter((field) => !(field in CONTAINER_FIELDS)),
  };
}

const SHAPE_WORDS: Readonly<Record<Shape, string>> = {
  text: 'text',
  yesOrNo: 'true or false',
  list: 'a list',
  map: 'a map',
};

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { documents } = parseYaml(text, { uniqueKeys: false });
    const [first, ...more] = documents;
    const [error] = first?.errors ?? [];
    if (error !== undefined) throw invalid(`This is neither JSON nor YAML: ${error.message}`);
    if (more.length > 0) throw invalid('A custom container is one document.');
    return first?.toJS({ maxAliasCount: YAML_ALIAS_LIMIT });
  }
}

function hasShape(value: unknown, shape: Shape): boolean {
  switch (shape) {
    case 'text':
      return typeof value === 'string';
    case 'yesOrNo':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'map':
      return isMap(value);
  }
}

/** What Go leaves out when it writes a container changes nothing: null, no text, false, an empty list. */
function withoutEmpty(fields: Fields): Fields {
  const kept = Object.entries(withoutNulls(fields)).filter(
    ([, value]) => value !== '' && value !== false && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept);
}

function withoutNulls(fields: Fields): Fields {
  const kept = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(kept.map(([key, value]) => [key, clean(value)]));
}

function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(clean);
  return isMap(value) ? withoutNulls(value) : value;
}

function refuseSubPaths(mounts: unknown): void {
  if (!Array.isArray(mounts)) return;
  const withSubPath = mounts.filter(isMap).find((mount) => 'subPath' in mount || 'subPathExpr' in mount);
  if (withSubPath === undefined) return;
  throw invalid(
    `An ephemeral container may not mount a sub-path (${String(withSubPath['mountPath'])}); the target’s own is reached through /proc/PID/root.`,
  );
}

export function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(message: string): AppError<'INVALID'> {
  return new AppError('INVALID', message, { causes: [{ field: 'custom', message }] });
}
