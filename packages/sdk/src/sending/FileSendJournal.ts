import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { ProtocolError } from "@muniment/protocol";
import { writeWhole } from "../files/writeWhole.js";
import { sendEntry } from "./SendEntry.js";
import type { SendEntry } from "./SendEntry.js";
import type { SendJournal } from "./SendJournal.js";

const suffix = ".json";

/** A journal in a directory: a file for each intent, replaced as a whole. */
export class FileSendJournal implements SendJournal {
  readonly #directory: string;

  private constructor(directory: string) {
    this.#directory = directory;
  }

  /** Opens the directory, which is made if it is not there. */
  static async open(directory: string): Promise<FileSendJournal> {
    await mkdir(directory, { recursive: true });
    return new FileSendJournal(directory);
  }

  /** @inheritdoc */
  async load(): Promise<readonly SendEntry[]> {
    const names = (await readdir(this.#directory)).filter((name) => name.endsWith(suffix)).sort();
    return Promise.all(names.map((name) => this.#read(name)));
  }

  /** @inheritdoc */
  async save(entry: SendEntry): Promise<void> {
    const file = join(this.#directory, `${entry.id}${suffix}`);
    await writeWhole(
      file,
      JSON.stringify(entry, (_, value: unknown) => plain(value)),
    );
  }

  /** @inheritdoc */
  async remove(id: string): Promise<void> {
    await rm(join(this.#directory, `${id}${suffix}`), { force: true });
  }

  async #read(name: string): Promise<SendEntry> {
    const file = join(this.#directory, name);
    try {
      return sendEntry.parse(JSON.parse(await readFile(file, "utf8")));
    } catch (cause) {
      throw new ProtocolError("SEND_JOURNAL_DAMAGED", { file }, { cause });
    }
  }
}

/** JSON has no whole numbers beyond 2^53. */
function plain(value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
