import type { Hex, OperationSignature, RulesTree, UnsignedOperation } from "@muniment/protocol";
import type { SignedLeg } from "@muniment/sdk";

/** What an operation shows under some rules. */
export interface ShownTrade {
  readonly rules: RulesTree;
  readonly words: readonly bigint[];
  /** Hash of the words: the operation's identifier. */
  readonly content: Hex;
}

/** A signature with what it signs: under other rules an operation has another content. */
export interface TradeSignature {
  readonly content: Hex;
  readonly signature: OperationSignature;
}

/** Two legs that belong together, put together. */
export interface ComposedTrade {
  readonly operation: UnsignedOperation;
  /** Tickets of the two legs. */
  readonly tickets: readonly [Hex, Hex];
  /** Of the two parties, as they come. */
  readonly signatures: [TradeSignature | undefined, TradeSignature | undefined];
  /** Under the rules of when it was looked at last; undefined before it was. */
  shown: ShownTrade | undefined;
}

/** What the prover has of an offer. */
export interface OfferTrade {
  readonly id: Hex;
  /** By ticket. */
  readonly legs: Map<Hex, SignedLeg>;
  /** Identifiers that its operation had, the newest last. */
  readonly contents: Set<Hex>;
  composed: ComposedTrade | undefined;
}
