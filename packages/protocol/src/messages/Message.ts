import type { Hex } from "../bytes/Hex.js";

/** A message from L2 to L1 (spec/bridge.md, BRIDGE-1). */
export interface Message {
  /** Lane that it comes from. */
  readonly lane: number;
  /** Its place among the lane's messages to L1, from 0. */
  readonly place: bigint;
  /** Who sent it on L2. 20 bytes. */
  readonly sender: Hex;
  /** Who is called on L1. 20 bytes. */
  readonly target: Hex;
  /** The least gas of that call. */
  readonly gasLimit: bigint;
  /** What it is called with. */
  readonly data: Hex;
}
