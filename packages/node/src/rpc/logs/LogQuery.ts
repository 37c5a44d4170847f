import type { Hex } from "@muniment/protocol";

/** Which logs are wanted. */
export interface LogQuery {
  /** Of any of these contracts; empty: of all. */
  readonly addresses: readonly Hex[];
  /** By place: any of these topics; an empty list or none: whatever it is. */
  readonly topics: readonly (readonly Hex[])[];
  /** First and last block; absent: without bound. */
  readonly from?: bigint;
  readonly to?: bigint;
}
