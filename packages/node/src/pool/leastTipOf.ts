import type { LeastPrice } from "./LeastPrice.js";
import type { PoolTransaction } from "./PoolTransaction.js";

/** Quarters of a byte that `posting` is for. */
const quarters = 4n * 1_024n;

/**
 * The least tip of a transaction, wei per gas, rounded up (NODE-35): with the gas that it uses whatever becomes of it, it
 * pays for its bytes on L1. A gas limit would not do: whoever raised it would pay less.
 */
export function leastTipOf(
  { postedQuarters, leastGas }: Pick<PoolTransaction, "postedQuarters" | "leastGas">,
  { tip, posting = 0n }: LeastPrice,
): bigint {
  if (posting === 0n) return tip;
  const whole = quarters * leastGas;
  const needed = (postedQuarters * posting + whole - 1n) / whole;
  return needed > tip ? needed : tip;
}
