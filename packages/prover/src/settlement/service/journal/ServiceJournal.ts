import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { ProtocolError } from "@muniment/protocol";
import { writeDocument } from "@muniment/sdk";
import { serviceRecord } from "./ServiceRecord.js";
import type { ServiceRecord } from "./ServiceRecord.js";

const fileName = "settlement.jsonl";
/** Nobody but the service's own account reads what is in it: nullifier keys are. */
const secret = 0o600;

/**
 * What the service has taken in, a record a line: on disk before anybody is told. A torn last line never counted.
 */
export class ServiceJournal {
  readonly #directory: string;
  /** What was there when it was opened, in order. */
  readonly records: readonly ServiceRecord[];
  #handle: number;
  #lines: number;
  /** Whether a line may be there in part: behind it nothing may be written. */
  #isTorn = false;

  /** @throws PROVER_JOURNAL_DAMAGED */
  constructor(directory: string) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.#directory = directory;
    this.records = readRecords(join(directory, fileName));
    this.#handle = this.#write(this.records);
    this.#lines = this.records.length;
  }

  /** Lines in the file. */
  get lines(): number {
    return this.#lines;
  }

  /** Returns when the record is on disk. */
  append(record: ServiceRecord, live: () => readonly ServiceRecord[]): void {
    if (this.#isTorn) this.rewrite(live());
    this.#isTorn = true;
    writeWhole(this.#handle, lineOf(record));
    fsyncSync(this.#handle);
    this.#isTorn = false;
    this.#lines++;
  }

  /** Keeps these records alone; when that fails the old file stays. */
  rewrite(records: readonly ServiceRecord[]): void {
    const fresh = this.#write(records);
    closeSync(this.#handle);
    this.#handle = fresh;
    this.#lines = records.length;
    this.#isTorn = false;
  }

  close(): void {
    closeSync(this.#handle);
  }

  /** @returns A handle to append with. */
  #write(records: readonly ServiceRecord[]): number {
    const file = join(this.#directory, fileName);
    const fresh = openSync(`${file}.new`, "w", secret);
    try {
      for (const record of records) writeWhole(fresh, lineOf(record));
      fsyncSync(fresh);
      renameSync(`${file}.new`, file);
      syncFolder(this.#directory);
      return fresh;
    } catch (error) {
      closeSync(fresh);
      throw error;
    }
  }
}

const lineOf = (record: ServiceRecord): string => `${JSON.stringify(writeDocument(record))}\n`;

/** A disk that becomes full takes a part of what it is given, and says so by the number alone. */
function writeWhole(handle: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written);
}

function readRecords(file: string): ServiceRecord[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
  const lines = text.split("\n");
  lines.pop();
  return lines.map((line, index) => {
    try {
      return serviceRecord.parse(JSON.parse(line));
    } catch {
      // Without the cause: it would show what is in the line.
      throw new ProtocolError("PROVER_JOURNAL_DAMAGED", { file, line: index + 1 });
    }
  });
}

function syncFolder(directory: string): void {
  const folder = openSync(directory, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
