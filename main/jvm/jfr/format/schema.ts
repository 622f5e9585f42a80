import type { MetadataElement } from './metadata-tree.ts';

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
  /** Whether its number has no sign, where it is one. */
  readonly unsigned: boolean;
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
  const classes = root.children('metadata').flatMap((metadata) => metadata.children('class'));
  const types = new Map<number, JfrType>();
  const typesByName = new Map<string, JfrType>();
  const references = { types, idOf: idsBy(keyOf) };
  for (const element of classes) {
    const type = new DescribedType(element, references);
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

/** What elements refer to each other by. */
interface References {
  readonly types: ReadonlyMap<number, JfrType>;
  readonly idOf: IdOf;
}

/** What a type or field is to people is read when somebody asks: that is most of a description, and no value is read by it. */
class Described {
  protected readonly element: MetadataElement;
  protected readonly references: References;
  #annotations: readonly Annotation[] | undefined;

  constructor(element: MetadataElement, references: References) {
    this.element = element;
    this.references = references;
  }

  get annotations(): readonly Annotation[] {
    this.#annotations ??= readAnnotations(this.element, this.references);
    return this.#annotations;
  }
}

class DescribedField extends Described implements FieldType {
  readonly name: string;
  readonly typeId: number;
  readonly pooled: boolean;
  readonly array: boolean;
  #unsigned: boolean | undefined;

  constructor(element: MetadataElement, references: References) {
    super(element, references);
    this.name = element.attribute('name') ?? '';
    this.typeId = references.idOf(element, 'class');
    this.pooled = element.attribute('constantPool') === 'true';
    this.array = Number(element.attribute('dimension') ?? 0) > 0;
  }

  get unsigned(): boolean {
    this.#unsigned ??= hasAnnotation(this.annotations, 'jdk.jfr.Unsigned');
    return this.#unsigned;
  }
}

class DescribedType extends Described implements JfrType {
  readonly id: number;
  readonly name: string;
  readonly superType: string | undefined;
  #fields: readonly FieldType[] | undefined;

  constructor(element: MetadataElement, references: References) {
    super(element, references);
    this.id = references.idOf(element, 'id');
    this.name = nameOf(element);
    this.superType = element.attribute('superType');
  }

  get simple(): boolean {
    return this.element.attribute('simpleType') === 'true';
  }

  get fields(): readonly FieldType[] {
    this.#fields ??= this.element.children('field').map((field) => new DescribedField(field, this.references));
    return this.#fields;
  }

  get settings(): readonly Setting[] {
    const { types, idOf } = this.references;
    return this.element.children('setting').map((setting) => ({
      name: setting.attribute('name') ?? '',
      type: types.get(idOf(setting, 'class'))?.name ?? '',
      defaultValue: setting.attribute('defaultValue') ?? '',
    }));
  }
}

function readAnnotations(element: MetadataElement, { types, idOf }: References): readonly Annotation[] {
  return element.children('annotation').map((annotation) => ({
    type: types.get(idOf(annotation, 'class'))?.name ?? '',
    values: annotation.attributes(),
  }));
}

/** An id is a text here and a number in events. One that is no number belongs to no event. */
type IdOf = (element: MetadataElement, name: string) => number;

function idsBy(keyOf: (id: bigint) => number): IdOf {
  const known = new Map<string, number>();
  return (element, name) => {
    const text = element.attribute(name) ?? '';
    const id = known.get(text) ?? idIn(text, keyOf);
    known.set(text, id);
    return id;
  };
}

function idIn(text: string, keyOf: (id: bigint) => number): number {
  if (!/^-?\d{1,20}$/.test(text)) return NO_ID;
  const id = Number(text);
  return id >= 0 && Number.isSafeInteger(id) ? id : keyOf(BigInt(text));
}

/** Recordings of JDK 9 and 10 carry Oracle's old prefixes for what is the same since. */
function nameOf(element: MetadataElement): string {
  const name = element.attribute('name') ?? '';
  if (!name.startsWith('com.oracle.')) return name;
  return name.replace(/^com\.oracle\.jdk\./, 'jdk.').replace(/^com\.oracle\.jfr\.types\./, 'jdk.types.');
}
