import { randomBytes } from "node:crypto";
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { ProtocolError } from "@muniment/protocol";
import { processStart } from "./processStart.js";

/** Lock number n of a directory. */
const nameOf = (number: number): string => `lock-${String(number)}.json`;
const namePattern = /^lock-(\d{1,15})\.json$/;

interface Owner {
  readonly pid: number;
  /** When that process started: its number alone may be another's by now. */
  readonly start: string;
  readonly token: string;
  /** The directory's device and number: a copy of a directory is not locked because the other is. */
  readonly place: string;
}

/**
 * A file that says which process writes in a directory. Each holder's has the next number, and the newest is never removed,
 * only marked as released: so whoever has looked too early finds a number taken or a higher one, whatever happened
 * meanwhile, and two never hold a directory. A lock whose process has ended, in whatever way, is passed over. It guards
 * against processes of the same machine that can see each other.
 */
export class DirectoryLock {
  readonly #path: string;
  #isReleased = false;

  private constructor(path: string) {
    this.#path = path;
  }

  /** @throws LOG_LOCKED when a process that runs, this one included, has the directory open. */
  static acquire(directory: string): DirectoryLock {
    mkdirSync(directory, { recursive: true });
    const place = placeOf(directory);
    const token = randomBytes(8).toString("hex");
    const owner: Owner = { pid: process.pid, start: processStart(process.pid) ?? "", token, place };
    // A link makes the lock whole or not at all, and fails when there is one.
    const whole = join(directory, `lock.${token}`);
    writeFileSync(whole, `${JSON.stringify(owner)}\n`);
    try {
      for (;;) {
        const newest = numbersIn(directory).at(-1) ?? 0;
        refuseHeld(directory, newest, place);
        const path = join(directory, nameOf(newest + 1));
        if (!isLinked(whole, path)) continue;
        if (numbersIn(directory).at(-1) === newest + 1)
          return new DirectoryLock(path).#forgetOlder(directory);
        // The number was free because a later holder had removed it.
        rmSync(path, { force: true });
      }
    } finally {
      rmSync(whole);
    }
  }

  /** Says that the directory is free; one that was removed meanwhile needs no saying. */
  release(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    const released = `${this.#path}.released`;
    try {
      writeFileSync(released, "{}\n");
      renameSync(released, this.#path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }

  #forgetOlder(directory: string): this {
    for (const number of numbersIn(directory).slice(0, -1))
      rmSync(join(directory, nameOf(number)), { force: true });
    return this;
  }
}

/** Numbers of a directory's locks, ascending. */
function numbersIn(directory: string): number[] {
  return readdirSync(directory)
    .flatMap((name) => namePattern.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => one - other);
}

/** @throws LOG_LOCKED when the owner of a lock has this directory and runs. */
function refuseHeld(directory: string, number: number, place: string): void {
  const file = join(directory, nameOf(number));
  const owner = ownerOf(file);
  if (owner?.place !== place) return;
  const start = processStart(owner.pid);
  // Where the system does not say when a process started, one that runs is taken for the owner.
  if (start === undefined || (start !== owner.start && start !== "" && owner.start !== "")) return;
  throw new ProtocolError("LOG_LOCKED", { directory, pid: owner.pid, file });
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

/** @returns undefined for what is no lock, or was released: nobody writes one in part. */
function ownerOf(file: string): Owner | undefined {
  try {
    const { pid, start, token, place } = JSON.parse(readFileSync(file, "utf8")) as Partial<Owner>;
    if (typeof pid !== "number" || typeof start !== "string") return undefined;
    if (typeof token !== "string" || typeof place !== "string") return undefined;
    return { pid, start, token, place };
  } catch {
    return undefined;
  }
}
