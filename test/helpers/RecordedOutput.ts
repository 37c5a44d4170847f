import type { Cell, Output } from "../../tasks/output/Output.js";

/** One row of a recorded table. */
export type Row = Readonly<Record<string, Cell>>;

/** An output that keeps what a task shows, for tests to read. */
export class RecordedOutput implements Output {
  readonly isJson = true;
  readonly lines: string[] = [];
  readonly values: Record<string, Cell> = {};
  readonly #tables = new Map<string, Row[]>();

  title(): void {
    // Headings are for people.
  }

  line(text: string): void {
    this.lines.push(text);
  }

  table(name: string, rows: readonly Row[]): void {
    this.#tables.set(name, [...this.rows(name), ...rows]);
  }

  value(name: string, value: Cell): void {
    this.values[name] = value;
  }

  progress(): void {
    // Progress is for people.
  }

  /** Rows shown under a name so far. */
  rows(name: string): readonly Row[] {
    return this.#tables.get(name) ?? [];
  }
}
