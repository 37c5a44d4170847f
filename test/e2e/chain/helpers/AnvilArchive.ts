import type { BlobArchive, BlobReference } from "@muniment/derivation";
import { fromHex, type Hex } from "@muniment/protocol";
import type { Anvil } from "../../../helpers/Anvil.js";

/** Blobs as L1 itself has them: nobody's of the lane. */
export class AnvilArchive implements BlobArchive {
  readonly name = "anvil";
  readonly #anvil: Anvil;

  constructor(anvil: Anvil) {
    this.#anvil = anvil;
  }

  /** @inheritdoc */
  async blob({ versionedHash }: BlobReference): Promise<Uint8Array | undefined> {
    const found = await this.#anvil.call<Hex | null>("anvil_getBlobByHash", versionedHash);
    return found === null ? undefined : fromHex(found);
  }
}
