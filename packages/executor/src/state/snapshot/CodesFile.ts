import { closeSync, fdatasyncSync, openSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { Manifest } from "./Manifest.js";
import { writeFully } from "./writeFully.js";

/** The code records of all blocks, each once, in the order of the blocks: both snapshots need them and none ever changes. */
export class CodesFile {
  readonly #fd: number;
  #size: number;
  #checksum: number;

  /** @param codes What the manifest says: bytes behind it are of a run that was given up. */
  constructor(directory: string, { size, checksum }: Manifest["codes"]) {
    this.#fd = openSync(join(directory, "codes.bin"), size === 0 ? "w+" : "r+");
    this.#size = size;
    this.#checksum = checksum;
  }

  get size(): number {
    return this.#size;
  }

  /** CRC-32 of all records. */
  get checksum(): number {
    return this.#checksum;
  }

  append(record: Uint8Array): void {
    writeFully(this.#fd, record, this.#size);
    this.#size += record.length;
    this.#checksum = crc32(record, this.#checksum);
  }

  sync(): void {
    fdatasyncSync(this.#fd);
  }

  close(): void {
    closeSync(this.#fd);
  }
}
