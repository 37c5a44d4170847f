import type { GrumpkinKey } from "../keys/GrumpkinKey.js";
import type { OperationSignature } from "../keys/OperationSignature.js";
import type { CrossingKind } from "./crossingKinds.js";

/** A note that a leg spends; one of amount zero is none and was never made. */
export interface LegInput {
  readonly amount: bigint;
  readonly nullifierKey: bigint;
  readonly randomness: bigint;
}

/** A note that a leg makes; its owner is the leg's receiver, or the giver when it is change. */
export interface LegOutput {
  readonly amount: bigint;
  readonly nullifierKeyHash: bigint;
}

/** What one party gives the other of one asset. */
export interface Leg {
  readonly asset: bigint;
  readonly inputs: readonly [LegInput, LegInput];
  readonly payment: LegOutput;
  readonly change: LegOutput;
}

/**
 * Value that enters or leaves the lane through the first leg.
 * @param target Shield: what receiverOf gives of the payment. Unshield: where the value goes. Otherwise 0.
 */
export interface Crossing {
  readonly kind: CrossingKind;
  readonly amount: bigint;
  readonly target: bigint;
}

/**
 * An operation before it is signed (SETTLE-30): party 0 gives the first leg to party 1, party 1 the second to party 0.
 * @param terms Hash of what the parties agreed on, salted; it stays with them.
 * @param expiresAt Unix seconds; it settles in a batch of an earlier time only.
 * @param ephemeral Secret of this operation alone; what is encrypted rests on it.
 */
export interface UnsignedOperation {
  readonly crossing: Crossing;
  readonly terms: bigint;
  readonly expiresAt: bigint;
  readonly ephemeral: bigint;
  readonly parties: readonly [GrumpkinKey, GrumpkinKey];
  readonly legs: readonly [Leg, Leg];
}

/** @param signatures Of both parties; that of one who gives nothing is not looked at. */
export interface SettlementOperation extends UnsignedOperation {
  readonly signatures: readonly [OperationSignature, OperationSignature];
}
