import type { Fork } from "../../rules/Fork.js";

/**
 * A precompiled contract. Its cost is known before its work begins, so a call that cannot pay does no work and
 * allocates nothing, whatever lengths its input declares.
 *
 * The input may be a view of memory that others write later: an implementation keeps no part of it, and only
 * `identity` answers with a view of it.
 */
export interface Precompile {
  /** The whole cost of a call, exact up to 2^53; Infinity where no gas is enough. */
  readonly gas: (input: Uint8Array, fork: Fork) => number;
  /** The output of a call that was paid for, or undefined if it fails and loses all its gas. */
  readonly run: (input: Uint8Array) => Uint8Array | undefined;
}
