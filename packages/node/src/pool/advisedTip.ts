import type { LeastPrice } from "./LeastPrice.js";
import { leastTipOf } from "./leastTipOf.js";

/** A byte of data that is not zero costs 40 gas at least (EIP-7623), a zero one a quarter of both. */
const dearest = { postedQuarters: 4n, leastGas: 40n };

/**
 * The tip that clients are advised, wei per gas (NODE-36): half more than what the dearest transaction needs, so that it is
 * still taken when L1's fees have risen since.
 */
export function advisedTip(least: LeastPrice): bigint {
  const { tip, posting = 0n } = least;
  return leastTipOf(dearest, { tip, posting: (posting * 3n + 1n) / 2n });
}
