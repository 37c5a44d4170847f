import type { Hex, OperationSignature, UnsignedOperation } from "@muniment/protocol";
import type { SignedLeg } from "@muniment/sdk";

/** Two legs that belong together, put together. */
export interface ComposedTrade {
  readonly operation: UnsignedOperation;
  /** Tickets of the two legs. */
  readonly tickets: readonly [Hex, Hex];
  /** Of the two parties, as they come. */
  readonly signatures: [OperationSignature | undefined, OperationSignature | undefined];
}

/** What the prover has of an offer. */
export interface OfferTrade {
  readonly id: Hex;
  /** By ticket. */
  readonly legs: Map<Hex, SignedLeg>;
  composed: ComposedTrade | undefined;
}
