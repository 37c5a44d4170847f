import { blobLayout } from "@muniment/protocol";
import type { BlobArchive, BlobReference } from "./BlobArchive.js";
import { fetchBounded } from "./fetchBounded.js";

/** Blobs on a web server: the bytes of each at `<address>/<versioned hash>`. */
export class HttpArchive implements BlobArchive {
  readonly name: string;
  readonly #timeout: number;

  /** @param timeout Milliseconds for a blob. */
  constructor(address: string, timeout = 10_000) {
    this.name = address.replace(/\/$/, "");
    this.#timeout = timeout;
  }

  /** @throws ARCHIVE_ANSWER_INVALID, what fetch throws */
  async blob({ versionedHash }: BlobReference): Promise<Uint8Array | undefined> {
    const options = { limit: blobLayout.size, timeout: this.#timeout };
    return fetchBounded(`${this.name}/${versionedHash}`, options);
  }
}
