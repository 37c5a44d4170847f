import type { ItemTuple } from "@muniment/sdk";
import type { ShieldKey } from "./ShieldKey.js";

/**
 * An item of the lane's queue.
 * @param key What it shields; undefined for what somebody else than the gateway has queued.
 * @param time When it was queued, Unix seconds.
 * @param gasBefore Gas limits of all items before it, summed.
 * @param tuple As contracts take it.
 */
export interface WaitingItem {
  readonly place: bigint;
  readonly key: ShieldKey | undefined;
  readonly time: bigint;
  readonly gasLimit: bigint;
  readonly gasBefore: bigint;
  readonly tuple: ItemTuple;
  /** L1 block that queued it. */
  readonly block: number;
}
