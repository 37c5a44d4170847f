import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { fromHex, toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { BlobArchive, BlobReference } from "./BlobArchive.js";
import { versionedHashOf } from "./versionedHashOf.js";

/** Blobs in a directory, a file each, named by the versioned hash. */
export class DirectoryArchive implements BlobArchive {
  readonly name: string;
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
    this.name = directory;
  }

  async blob({ versionedHash }: BlobReference): Promise<Uint8Array | undefined> {
    try {
      return new Uint8Array(await readFile(this.#fileOf(versionedHash)));
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
      throw error;
    }
  }

  /** Keeps a blob; a file is there whole or not at all. @throws BLOB_INVALID */
  async put(blob: Uint8Array): Promise<Hex> {
    const versionedHash = versionedHashOf(blob);
    const file = this.#fileOf(versionedHash);
    await mkdir(this.#directory, { recursive: true });
    const handle = await open(`${file}.part`, "w");
    try {
      await handle.writeFile(blob);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(`${file}.part`, file);
    return versionedHash;
  }

  /** What comes from elsewhere is hexadecimal or no file's name. */
  #fileOf(versionedHash: Hex): string {
    return join(this.#directory, `${toHex(fromHex(versionedHash, 32))}.blob`);
  }
}
