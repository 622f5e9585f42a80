/** Label and field selectors as predicates over objects; what cannot be read is refused in the server's words. */
import type { KubeObject } from '../../kube/index.ts';
import { valueAt } from './json-value.ts';
import type { ResourceType } from './resource-types.ts';
import { badRequest, Refusal } from './status.ts';

export type Matches = (object: KubeObject) => boolean;
type Labels = Readonly<Record<string, string>>;

export function selection(query: URLSearchParams, type: ResourceType): Matches {
  const labels = labelSelector(query.get('labelSelector') ?? '');
  const fields = fieldSelector(query.get('fieldSelector') ?? '', type);
  return (object) => labels(object.metadata?.labels ?? {}) && fields(object);
}

/** `app=web`, `app!=web`, `tier in (a, b)`, `tier notin (a)`, `app`, `!app`, `n>3`; all of them must hold. */
function labelSelector(text: string): (labels: Labels) => boolean {
  const requirements = text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(requirement);
  return (labels) => requirements.every((holds) => holds(labels));
}

const KEY = String.raw`[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?`;
const SET = new RegExp(`^(?<key>${KEY})\\s+(?<operator>in|notin)\\s*\\((?<values>[^()]*)\\)$`);
const COMPARISON = new RegExp(`^(?<key>${KEY})\\s*(?<operator>!=|==|=|<|>)\\s*(?<value>[-A-Za-z0-9_.]*)$`);
const EXISTENCE = new RegExp(`^(?<not>!?)\\s*(?<key>${KEY})$`);

function requirement(text: string): (labels: Labels) => boolean {
  const set = SET.exec(text)?.groups;
  if (set !== undefined) {
    const { key = '', operator, values = '' } = set;
    const listed = values.split(',').map((value) => value.trim());
    return (labels) => (key in labels && listed.includes(labels[key] ?? '')) === (operator === 'in');
  }
  const comparison = COMPARISON.exec(text)?.groups;
  if (comparison !== undefined) return comparing(comparison);
  const existence = EXISTENCE.exec(text)?.groups;
  if (existence === undefined) throw new Refusal(badRequest(`unable to parse requirement: ${complaint(text)}`));
  const { not, key = '' } = existence;
  return (labels) => key in labels === (not === '');
}

function comparing({ key = '', operator, value = '' }: Readonly<Record<string, string>>): (labels: Labels) => boolean {
  switch (operator) {
    case '<':
      return (labels) => key in labels && Number(labels[key]) < Number(value);
    case '>':
      return (labels) => key in labels && Number(labels[key]) > Number(value);
    case '!=':
      return (labels) => labels[key] !== value;
    default:
      return (labels) => labels[key] === value;
  }
}

/** What the real parser stumbles over: the first word that it does not expect. */
function complaint(text: string): string {
  const [, operator = '', rest = ''] = /(!=|==|=)(.*)$/.exec(text) ?? [];
  const found = operator === '' ? text : rest.slice(0, 1);
  return `found '${found}', expected: identifier`;
}

/** `metadata.name=web`, `status.phase!=Running`. */
function fieldSelector(text: string, { selectableFields = [] }: ResourceType): Matches {
  const known = new Set(['metadata.name', 'metadata.namespace', ...selectableFields]);
  const terms = text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [, path = '', operator, value = ''] = /^([^!=]+)(!=|==?)(.*)$/.exec(part) ?? [];
      if (operator === undefined) {
        const why = `invalid selector: '${text}'; can't understand '${part}'`;
        throw new Refusal(badRequest(why));
      }
      if (!known.has(path)) throw new Refusal(badRequest(`field label not supported: ${path}`));
      return (object: KubeObject): boolean => (fieldOf(object, path) === value) === (operator !== '!=');
    });
  return (object) => terms.every((holds) => holds(object));
}

function fieldOf(object: KubeObject, path: string): string {
  const value = valueAt(object, ...path.split('.'));
  return typeof value === 'boolean' ? String(value) : typeof value === 'string' ? value : '';
}
