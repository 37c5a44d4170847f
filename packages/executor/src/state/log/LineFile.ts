import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { syncDirectory } from "./syncDirectory.js";

/**
 * A file of lines, each of which is on disk when `append` returns. It is renewed as a whole, or stays as it was; a torn last
 * line never counted, and behind one nothing is written.
 * @example const file = new LineFile(path, LineFile.read(path)); file.append("a line", () => all);
 */
export class LineFile {
  readonly #path: string;
  readonly #mode: number | undefined;
  #handle: number;
  #count = 0;
  /** Whether a line may be there in part. */
  #isTorn = false;

  /**
   * Writes the file, whose folder is there.
   * @param lines What it begins with, without their ends.
   * @param mode Who may read and write it, as chmod takes it; as the process makes files unless told.
   */
  constructor(path: string, lines: Iterable<string>, mode?: number) {
    this.#path = path;
    this.#mode = mode;
    this.#handle = this.#write(lines);
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
   */
  append(line: string, live: () => Iterable<string>): void {
    if (this.#isTorn) this.renew(live());
    this.#isTorn = true;
    writeWhole(this.#handle, line);
    fsyncSync(this.#handle);
    this.#isTorn = false;
    this.#count++;
  }

  /** Keeps these lines alone; when that fails the old file stays. */
  renew(lines: Iterable<string>): void {
    const fresh = this.#write(lines);
    closeSync(this.#handle);
    this.#handle = fresh;
    this.#isTorn = false;
  }

  close(): void {
    closeSync(this.#handle);
  }

  /** @returns A handle to append with. */
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
      syncDirectory(dirname(this.#path));
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
