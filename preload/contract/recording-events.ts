/** Events of a recording as rows of a table, whatever their type. */
/** Of a column's values: how to show and to filter them. */
export type ColumnKind =
  | 'time'
  | 'milliseconds'
  | 'bytes'
  | 'bits'
  | 'share'
  | 'hertz'
  | 'address'
  | 'number'
  | 'boolean'
  | 'text'
  | 'class'
  | 'method'
  | 'thread'
  | 'stack';

export interface EventColumn {
  /** `heapSpace.committedSize` lies in a structure. */
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly kind: ColumnKind;
}

export interface EventTypeFacts {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly categories: readonly string[];
  readonly count: number;
  readonly bytes: number;
  readonly columns: readonly EventColumn[];
}

export type AllEventTypes = readonly EventTypeFacts[];

/** Numbers in the unit of their column; a 64-bit number that a double does not hold, as text. */
export type Cell = string | number | boolean | null;

export interface EventPage {
  readonly columns: readonly EventColumn[];
  /** The event's number of each row, for `event`. */
  readonly events: readonly number[];
  readonly rows: readonly (readonly Cell[])[];
  /** Of this type in scope, that the filters let through. */
  readonly matched: number;
  /** More of them than are looked at; filter or choose a shorter time. */
  readonly truncated: boolean;
}

export interface StackLine {
  readonly className: string;
  readonly method: string;
  readonly line: number;
  /** `JIT compiled`, `Interpreted`, `Inlined`, `Native`. */
  readonly kind: string;
}

export interface EventDetail {
  readonly type: string;
  /** All fields with what lies in them, a path for each. */
  readonly fields: readonly {
    readonly name: string;
    readonly label: string;
    readonly kind: ColumnKind;
    readonly value: Cell;
  }[];
  readonly stack?: { readonly lines: readonly StackLine[]; readonly truncated: boolean };
}

export interface FieldHistogram {
  readonly column: EventColumn;
  readonly events: number;
  /** Of numbers: from, to, count. */
  readonly buckets: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  /** Of everything else: the most frequent values. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  readonly omitted: number;
}
