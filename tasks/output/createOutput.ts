import { formatTable } from "./formatTable.js";
import type { Cell, Output } from "./Output.js";

/** An output that is ended by writing what it collected; `more` joins the JSON document. */
type EndedOutput = Output & { readonly flush: (more?: Readonly<Record<string, unknown>>) => void };

const plain = (value: Cell): string | number | boolean =>
  typeof value === "bigint" ? value.toString() : value;

/** Output for people, written as it comes. */
function createTextOutput(): Output {
  const write = (text: string): void => void process.stdout.write(`${text}\n`);
  return {
    isJson: false,
    title: (text) => {
      write(`\n${text}\n${"─".repeat(text.length)}`);
    },
    line: write,
    table: (_name, rows) => {
      write(formatTable(rows));
    },
    value: (name, value) => {
      write(`${name.padEnd(16)} ${String(value)}`);
    },
    progress: (text) => void process.stderr.write(`… ${text}\n`),
  };
}

/** Output for machines: collects and writes one JSON document at the end. */
function createJsonOutput(): EndedOutput {
  const document: Record<string, unknown> = {};
  return {
    isJson: true,
    title: () => undefined,
    line: () => undefined,
    table: (name, rows) => {
      const plainRows = rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, plain(cell)])),
      );
      document[name] = [...((document[name] as unknown[] | undefined) ?? []), ...plainRows];
    },
    value: (name, value) => {
      document[name] = plain(value);
    },
    progress: () => undefined,
    flush: (more) => void process.stdout.write(`${JSON.stringify({ ...document, ...more }, undefined, 2)}\n`),
  };
}

/** An output and what ends it. */
export function createOutput(isJson: boolean): EndedOutput {
  return isJson ? createJsonOutput() : { ...createTextOutput(), flush: () => undefined };
}
