import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { ProtocolError } from "@muniment/protocol";
import { syncDirectory } from "./syncDirectory.js";

/**
 * A file of lines, each of which is on disk when `append` returns. It is renewed as a whole, or stays as it was; a torn last
 * line never counted, and behind one nothing is written.
 * @example const file = new LineFile(path, LineFile.read(path)); file.append("a line", () => all);
 */
export class LineFile {
  readonly #path: string;
  readonly #mode: number | undefined;
  /** Undefined when it is closed. */
  #handle: number | undefined;
  #count = 0;
  /** Whether a line may be there in part, or the file not yet under its name. */
  #isTorn = false;

  /**
   * Writes the file, whose folder is there.
   * @param lines What it begins with, without their ends.
   * @param mode Who may read and write it, as chmod takes it; as the process makes files unless told.
   */
  constructor(path: string, lines: Iterable<string>, mode?: number) {
    this.#path = path;
    this.#mode = mode;
    try {
      this.#replace(lines);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Its whole lines; none when there is no file. */
  static read(path: string): string[] {
    let text: string;
    try {
      text = readFileSync(path, "utf8");
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
      throw error;
    }
    return text.split("\n").slice(0, -1);
  }

  /** Lines in the file. */
  get count(): number {
    return this.#count;
  }

  /**
   * Returns when the line is on disk.
   * @param live What is to be kept, should a line be torn: without the new one.
   * @throws LOG_WRITE_FAILED when it is closed; what the file system throws
   */
  append(line: string, live: () => Iterable<string>): void {
    if (this.#isTorn) this.renew(live());
    const handle = this.#open();
    this.#isTorn = true;
    writeWhole(handle, line);
    fsyncSync(handle);
    this.#isTorn = false;
    this.#count++;
  }

  /**
   * Keeps these lines alone; when that fails the old file stays, or the fresh one stands and is written once more before
   * anything is appended.
   * @throws LOG_WRITE_FAILED when it is closed; what the file system throws
   */
  renew(lines: Iterable<string>): void {
    this.#open();
    this.#replace(lines);
  }

  close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
  }

  /** The system gives the number of a closed file to the next one that is opened: it must not be written to. */
  #open(): number {
    if (this.#handle !== undefined) return this.#handle;
    throw new ProtocolError("LOG_WRITE_FAILED", { file: this.#path, problem: "it is closed" });
  }

  #replace(lines: Iterable<string>): void {
    const fresh = this.#write(lines);
    const old = this.#handle;
    // The old file has no name any more: what is appended to it would be lost.
    this.#handle = fresh;
    this.#isTorn = true;
    if (old !== undefined) closeSync(old);
    syncDirectory(dirname(this.#path));
    this.#isTorn = false;
  }

  /** @returns A handle to append with; the file has its name, which may not be on disk. */
  #write(lines: Iterable<string>): number {
    const draft = `${this.#path}.new`;
    const fresh = openSync(draft, "w", this.#mode);
    let count = 0;
    try {
      for (const line of lines) {
        writeWhole(fresh, line);
        count++;
      }
      fsyncSync(fresh);
      renameSync(draft, this.#path);
    } catch (error) {
      closeSync(fresh);
      throw error;
    }
    this.#count = count;
    return fresh;
  }
}

/** A disk that becomes full takes a part of what it is given, and says so by the number alone. */
function writeWhole(handle: number, line: string): void {
  const bytes = Buffer.from(`${line}\n`);
  for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written);
}
