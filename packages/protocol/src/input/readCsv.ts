import { ProtocolError } from "../errors.js";

/** One record of a CSV file: the cells by column name, and the line it starts on. */
export interface CsvRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

interface RawRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads a CSV file (RFC 4180) with exactly the given columns, in any order. Cells are trimmed; empty lines are skipped.
 * @throws INPUT_SYNTAX, INPUT_FIELD_MISSING, INPUT_FIELD_UNKNOWN, INPUT_DUPLICATE
 */
export function readCsv(file: string, text: string, columns: readonly string[]): readonly CsvRow[] {
  const [head, ...rows] = split(file, text.replace(/^\ufeff/, ""));
  if (head === undefined) {
    throw new ProtocolError("INPUT_SYNTAX", { file, line: 1, column: 1, problem: "the file is empty" });
  }
  checkColumns(file, head, columns);
  return rows.map(({ line, cells }) => {
    if (cells.length !== head.cells.length) {
      const problem = `the line has ${String(cells.length)} cells, the first line ${String(head.cells.length)}`;
      throw new ProtocolError("INPUT_SYNTAX", { file, line, column: 1, problem });
    }
    return { line, cells: Object.fromEntries(head.cells.map((name, index) => [name, cells[index] ?? ""])) };
  });
}

function checkColumns(file: string, head: RawRow, columns: readonly string[]): void {
  head.cells.forEach((field, index) => {
    const context = { file, line: head.line, field };
    if (!columns.includes(field)) throw new ProtocolError("INPUT_FIELD_UNKNOWN", context);
    if (head.cells.indexOf(field) !== index) {
      throw new ProtocolError("INPUT_DUPLICATE", { ...context, value: "the column", firstLine: head.line });
    }
  });
  const missing = columns.find((column) => !head.cells.includes(column));
  if (missing !== undefined)
    throw new ProtocolError("INPUT_FIELD_MISSING", { file, line: head.line, field: missing });
}

function split(file: string, text: string): RawRow[] {
  // One cell, quoted or plain, and what ends it. Sticky, so that nothing is skipped between matches.
  const cell = /[ \t]*(?:"((?:[^"]|"")*)"[ \t]*|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;
  const rows: RawRow[] = [];
  let line = 1;
  let start = 1;
  let cells: string[] = [];
  while (cell.lastIndex < text.length || cells.length > 0) {
    const offset = cell.lastIndex;
    const match = cell.exec(text);
    if (match === null) {
      const column = offset - text.lastIndexOf("\n", offset - 1);
      const problem = "a quotation mark is out of place or not closed";
      throw new ProtocolError("INPUT_SYNTAX", { file, line, column, problem });
    }
    const [whole, quoted, plain = "", end] = match;
    cells.push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"').trim());
    line += whole.split(/\r\n|\n|\r/).length - 1;
    if (end === ",") continue;
    if (cells.length > 1 || cells[0] !== "") rows.push({ line: start, cells });
    cells = [];
    start = line;
  }
  return rows;
}
