import { isProtocolError, ProtocolError } from "@muniment/protocol";
import type { BlobArchive, BlobReference } from "./BlobArchive.js";
import { checkedBlob } from "./checkedBlob.js";

/** Several archives: the first that gives the right blob is believed. */
export class FirstArchive implements BlobArchive {
  readonly name: string;
  readonly #archives: readonly BlobArchive[];

  constructor(archives: readonly BlobArchive[]) {
    this.#archives = archives;
    this.name = archives.map(({ name }) => name).join(", ");
  }

  /** @throws BLOB_MISSING with what was wrong with each of them */
  async blob(reference: BlobReference): Promise<Uint8Array> {
    const problems: string[] = [];
    for (const archive of this.#archives) {
      try {
        return await checkedBlob(archive, reference);
      } catch (error) {
        if (!isProtocolError(error)) throw error;
        problems.push(error.message);
      }
    }
    const { versionedHash } = reference;
    throw new ProtocolError("BLOB_MISSING", {
      versionedHash,
      problem: problems.join(" ") || "there is no archive",
    });
  }
}
