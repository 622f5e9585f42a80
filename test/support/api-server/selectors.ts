/** Label and field selectors as predicates over objects. */
import type { KubeObject } from '../../../main/kube/index.ts';

export type Matches = (object: KubeObject) => boolean;

export function selection(query: URLSearchParams): Matches {
  const labels = labelSelector(query.get('labelSelector') ?? '');
  const fields = fieldSelector(query.get('fieldSelector') ?? '');
  return (object) => labels(object.metadata?.labels ?? {}) && fields(object);
}

type Labels = Readonly<Record<string, string>>;

/** `app=web`, `app!=web`, `tier in (a, b)`, `tier notin (a)`, `app`, `!app`; all of them must hold. */
function labelSelector(text: string): (labels: Labels) => boolean {
  const requirements = text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(requirement);
  return (labels) => requirements.every((holds) => holds(labels));
}

function requirement(text: string): (labels: Labels) => boolean {
  const set = /^(\S+)\s+(in|notin)\s*\((.*)\)$/.exec(text);
  if (set !== null) {
    const [, key = '', operator, list = ''] = set;
    const values = list.split(',').map((value) => value.trim());
    return (labels) => values.includes(labels[key] ?? '') === (operator === 'in');
  }
  const equality = /^([^!=]+?)\s*(!=|==?)\s*(.*)$/.exec(text);
  if (equality !== null) {
    const [, key = '', operator, value] = equality;
    return (labels) => (labels[key] === value) === (operator !== '!=');
  }
  return text.startsWith('!') ? (labels) => !(text.slice(1) in labels) : (labels) => text in labels;
}

/** `metadata.name=web`, `status.phase!=Running`. */
function fieldSelector(text: string): Matches {
  const terms = text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [, path = '', operator, value = ''] = /^([^!=]+)(!=|==?)(.*)$/.exec(part) ?? [];
      return (object: KubeObject): boolean => (fieldOf(object, path) === value) === (operator !== '!=');
    });
  return (object) => terms.every((holds) => holds(object));
}

function fieldOf(object: KubeObject, path: string): string {
  let value: unknown = object;
  for (const key of path.split('.')) {
    value =
      typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : '';
  }
  return typeof value === 'string' ? value : '';
}
