/** A place in a file, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The path to a part of a document: `['spec', 'containers', 0]`. */
export type Path = readonly (string | number)[];

/** One document of a file. */
export interface Document {
  /** Counted from 1 within its file. */
  readonly number: number;
  /** Plain data without cycles; the repeated values of an alias are shared. */
  readonly value: unknown;
  /** The position of a part: the key of a field, or the beginning of an item; for a missing part, the nearest existing one. */
  readonly position: (path: Path) => Position;
}

/** Why a file, or the rest of it, can't be read. */
export interface Failure {
  readonly failure: string;
  readonly position?: Position;
}
