import { type MetadataElement } from './metadata-tree.ts';

const NO_ID = -1;

export interface Annotation {
  readonly type: string;
  /** `value`, or of an array `value-0`, `value-1` and so on. */
  readonly values: ReadonlyMap<string, string>;
}

export interface Setting {
  readonly name: string;
  readonly type: string;
  readonly defaultValue: string;
}

export interface FieldType {
  readonly name: string;
  readonly typeId: number;
  readonly pooled: boolean;
  readonly array: boolean;
  readonly annotations: readonly Annotation[];
}

export interface JfrType {
  readonly id: number;
  readonly name: string;
  readonly superType: string | undefined;
  /** The value of a simple type is its only field's value. */
  readonly simple: boolean;
  readonly fields: readonly FieldType[];
  readonly annotations: readonly Annotation[];
  readonly settings: readonly Setting[];
}

/** The types of one chunk. Their ids mean nothing in another: async-profiler's differ between chunks of one file. */
export interface Schema {
  readonly types: ReadonlyMap<number, JfrType>;
  readonly typesByName: ReadonlyMap<string, JfrType>;
}

/** `keyOf` gives the number that an id of more than 53 bits is known by in this chunk. */
export function readSchema(root: MetadataElement, keyOf: (id: bigint) => number): Schema {
  const elements = root.children.filter(({ name }) => name === 'metadata').flatMap(({ children }) => children);
  const classes = elements.filter(({ name }) => name === 'class');
  const idOf = idsBy(keyOf);
  const names = new Map(classes.map((element) => [idOf(element, 'id'), nameOf(element)]));
  const types = new Map<number, JfrType>();
  const typesByName = new Map<string, JfrType>();
  for (const element of classes) {
    const type = readType(element, names, idOf);
    types.set(type.id, type);
    typesByName.set(type.name, type);
  }
  return { types, typesByName };
}

/** What an annotation such as `jdk.jfr.Label` says. */
export function annotationOf(annotations: readonly Annotation[], type: string): string | undefined {
  return annotations.find((annotation) => annotation.type === type)?.values.get('value');
}

/** An annotation's list, such as `jdk.jfr.Category`: from the outermost. */
export function annotationList(annotations: readonly Annotation[], type: string): readonly string[] {
  const values = annotations.find((annotation) => annotation.type === type)?.values;
  return [...(values ?? [])].filter(([key]) => key.startsWith('value')).map(([, value]) => value);
}

export function hasAnnotation(annotations: readonly Annotation[], type: string): boolean {
  return annotations.some((annotation) => annotation.type === type);
}

function readType(element: MetadataElement, names: ReadonlyMap<number, string>, idOf: IdOf): JfrType {
  const { attributes, children } = element;
  const only = (name: string): readonly MetadataElement[] => children.filter((child) => child.name === name);
  return {
    id: idOf(element, 'id'),
    name: nameOf(element),
    superType: attributes.get('superType'),
    simple: attributes.get('simpleType') === 'true',
    fields: only('field').map((field) => ({
      name: field.attributes.get('name') ?? '',
      typeId: idOf(field, 'class'),
      pooled: field.attributes.get('constantPool') === 'true',
      array: Number(field.attributes.get('dimension') ?? 0) > 0,
      annotations: readAnnotations(field, names, idOf),
    })),
    annotations: readAnnotations(element, names, idOf),
    settings: only('setting').map((setting) => ({
      name: setting.attributes.get('name') ?? '',
      type: names.get(idOf(setting, 'class')) ?? '',
      defaultValue: setting.attributes.get('defaultValue') ?? '',
    })),
  };
}

function readAnnotations(
  element: MetadataElement,
  names: ReadonlyMap<number, string>,
  idOf: IdOf,
): readonly Annotation[] {
  return element.children
    .filter(({ name }) => name === 'annotation')
    .map((annotation) => ({ type: names.get(idOf(annotation, 'class')) ?? '', values: annotation.attributes }));
}

/** An id is a text here and a number in events. One that is no number belongs to no event. */
type IdOf = (element: MetadataElement, name: string) => number;

function idsBy(keyOf: (id: bigint) => number): IdOf {
  return ({ attributes }, name) => {
    const text = attributes.get(name) ?? '';
    if (!/^-?\d{1,20}$/.test(text)) return NO_ID;
    const id = Number(text);
    return id >= 0 && Number.isSafeInteger(id) ? id : keyOf(BigInt(text));
  };
}

/** Recordings of JDK 9 and 10 carry Oracle's old prefixes for what is the same since. */
function nameOf({ attributes }: MetadataElement): string {
  return (attributes.get('name') ?? '')
    .replace(/^com\.oracle\.jdk\./, 'jdk.')
    .replace(/^com\.oracle\.jfr\.types\./, 'jdk.types.');
}
