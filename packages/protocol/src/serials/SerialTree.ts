import type { Hex } from "../bytes/Hex.js";

/**
 * A list of serials as the chain registers it.
 * @param count Number of serials.
 * @param pages Serial hashes, ascending over all pages, 512 a page.
 * @param pageRoots Root of each page.
 * @param root The attested serial root; bytes32(0) when there is no serial.
 */
export interface SerialTree {
  readonly count: number;
  readonly pages: readonly (readonly Hex[])[];
  readonly pageRoots: readonly Hex[];
  readonly root: Hex;
}
