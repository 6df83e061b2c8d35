/** A place in a file, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The way to a part of a document: `['spec', 'containers', 0]`. */
export type Path = readonly (string | number)[];

/** One document of a file. */
export interface Document {
  /** Counted from 1 within its file. */
  readonly number: number;
  /** Plain data without cycles; what an alias repeats is shared. */
  readonly value: unknown;
  /** Where a part stands: the key of a field, the beginning of an item. As near as the document goes. */
  readonly position: (path: Path) => Position;
}

/** Why a file, or the rest of it, can't be read. */
export interface Failure {
  readonly failure: string;
  readonly position?: Position;
}
