/** A cell of a table. */
export type Cell = string | number | bigint | boolean;

/** Where results go: tables and lines for people, or one JSON document for machines. */
export interface Output {
  readonly isJson: boolean;
  /** A heading for people. */
  title(text: string): void;
  /** A line for people. */
  line(text: string): void;
  /** A table for people; a list under `name` for machines. */
  table(name: string, rows: readonly Readonly<Record<string, Cell>>[]): void;
  /** A value for machines, shown as `name  value` to people. */
  value(name: string, value: Cell): void;
  /** Progress of something that takes longer than two seconds, to standard error. */
  progress(text: string): void;
}
