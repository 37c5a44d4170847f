import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { LineFile } from "@muniment/executor";
import { ProtocolError } from "@muniment/protocol";
import { writeDocument } from "@muniment/sdk";
import { serviceRecord } from "./ServiceRecord.js";
import type { ServiceRecord } from "./ServiceRecord.js";

const fileName = "settlement.jsonl";
/** Nobody but the service's own account reads what is in it: nullifier keys are. */
const secret = 0o600;

/** What the service has taken in, a record a line: on disk before anybody is told. */
export class ServiceJournal {
  readonly #file: LineFile;

  private constructor(file: LineFile) {
    this.#file = file;
  }

  /**
   * Opens the journal of a folder.
   * @returns What was there too, in order; the journal does not keep it.
   * @throws PROVER_JOURNAL_DAMAGED
   */
  static open(directory: string): {
    readonly journal: ServiceJournal;
    readonly records: readonly ServiceRecord[];
  } {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const path = join(directory, fileName);
    const records = LineFile.read(path).map((line, index) => recordOf(line, { file: path, line: index + 1 }));
    return { journal: new ServiceJournal(new LineFile(path, records.map(lineOf), secret)), records };
  }

  /** Lines in the file. */
  get lines(): number {
    return this.#file.count;
  }

  /** Returns when the record is on disk. */
  append(record: ServiceRecord, live: () => readonly ServiceRecord[]): void {
    this.#file.append(lineOf(record), () => live().map(lineOf));
  }

  /** Keeps these records alone; when that fails the old file stays. */
  rewrite(records: readonly ServiceRecord[]): void {
    this.#file.renew(records.map(lineOf));
  }

  close(): void {
    this.#file.close();
  }
}

const lineOf = (record: ServiceRecord): string => JSON.stringify(writeDocument(record));

function recordOf(line: string, place: { readonly file: string; readonly line: number }): ServiceRecord {
  try {
    return serviceRecord.parse(JSON.parse(line));
  } catch {
    // Without the cause: it would show what is in the line.
    throw new ProtocolError("PROVER_JOURNAL_DAMAGED", place);
  }
}
