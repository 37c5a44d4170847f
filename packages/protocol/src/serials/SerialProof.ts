import type { Hex } from "../bytes/Hex.js";

/**
 * That one serial is in the list.
 * @param index Position in the sorted list, from 0.
 * @param siblings From the leaf upwards: nine within the page, then those over the page roots.
 */
export interface SerialProof {
  readonly index: number;
  readonly siblings: readonly Hex[];
}
