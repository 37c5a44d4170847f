import type { Hex } from "../bytes/Hex.js";

/** The four children of an inner node, by digit; bytes32(0) is an empty one. */
export type StateChildren = readonly [Hex, Hex, Hex, Hex];
