import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ProtocolError } from "@muniment/protocol";
import { processStart } from "./processStart.js";

const name = "lock.json";

interface Owner {
  readonly pid: number;
  /** When that process started: its number alone may be another's by now. */
  readonly start: string;
  readonly token: string;
  /** The directory's device and number: a copy of a directory is not locked because the other is. */
  readonly place: string;
}

/**
 * A file that says which process writes in a directory. It is there from `acquire` to `release`; one whose process has ended,
 * in whatever way, is taken over. It guards against processes of the same machine that can see each other.
 */
export class DirectoryLock {
  readonly #path: string;
  readonly #text: string;

  private constructor(path: string, text: string) {
    this.#path = path;
    this.#text = text;
  }

  /** @throws LOG_LOCKED when a process that runs, this one included, has the directory open. */
  static acquire(directory: string): DirectoryLock {
    mkdirSync(directory, { recursive: true });
    const path = join(directory, name);
    const place = placeOf(directory);
    const token = randomBytes(8).toString("hex");
    const owner: Owner = { pid: process.pid, start: processStart(process.pid) ?? "", token, place };
    const text = `${JSON.stringify(owner)}\n`;
    const own = `${path}.${token}`;
    // A link makes the lock whole or not at all, and fails when there is one.
    writeFileSync(own, text);
    try {
      while (!isLinked(own, path)) takeAway(path, { token, place, directory });
    } finally {
      rmSync(own);
    }
    return new DirectoryLock(path, text);
  }

  /** Takes the lock away, if it is still this one. */
  release(): void {
    if (read(this.#path) === this.#text) rmSync(this.#path, { force: true });
  }
}

function placeOf(directory: string): string {
  const { dev, ino } = statSync(directory, { bigint: true });
  return `${String(dev)}:${String(ino)}`;
}

function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Takes a lock away whose process has ended. @throws LOG_LOCKED */
function takeAway(
  path: string,
  { token, place, directory }: { token: string; place: string; directory: string },
): void {
  const text = read(path);
  if (text === undefined) return;
  const owner = ownerOf(text);
  if (owner?.place === place && processStart(owner.pid) === owner.start)
    throw new ProtocolError("LOG_LOCKED", { directory, pid: owner.pid, file: path });
  // Of several that do this at once, one gets the file; it may have become another's since it was read.
  const taken = `${path}.${token}.old`;
  try {
    renameSync(path, taken);
  } catch {
    return;
  }
  if (read(taken) !== text) isLinked(taken, path);
  rmSync(taken);
}

/** @returns undefined for what is no lock: nobody writes one in part. */
function ownerOf(text: string): Owner | undefined {
  try {
    const { pid, start, token, place } = JSON.parse(text) as Partial<Owner>;
    if (typeof pid !== "number" || typeof start !== "string") return undefined;
    if (typeof token !== "string" || typeof place !== "string") return undefined;
    return { pid, start, token, place };
  } catch {
    return undefined;
  }
}
