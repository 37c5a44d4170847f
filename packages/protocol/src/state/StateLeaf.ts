import type { Hex } from "../bytes/Hex.js";

/**
 * One entry of the state tree (spec/state.md).
 * @param key keccak256 of the address, or of address and slot.
 * @param valueHash keccak256 of an account's fields, or a slot's value itself; never bytes32(0).
 */
export interface StateLeaf {
  readonly key: Hex;
  readonly valueHash: Hex;
}
