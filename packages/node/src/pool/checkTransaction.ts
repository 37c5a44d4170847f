import type { AccountStanding } from "@muniment/executor";
import { baseFeeRules, bounds, preparedLayout as layout, ProtocolError } from "@muniment/protocol";
import type { LeastPrice } from "./LeastPrice.js";
import { leastTipOf } from "./leastTipOf.js";
import type { PoolTransaction } from "./PoolTransaction.js";

/** EIP-3860, bytes. */
const initCodeLimit = 49_152;

/**
 * Refuses what can be in no block, or not from this sender (NODE-9).
 * @returns The tip that it must pay, wei per gas.
 * @throws POOL_UNDERPRICED, POOL_L1_UNPAID, POOL_TIP_ABOVE_FEE, POOL_GAS_TOO_LOW, POOL_GAS_TOO_HIGH, POOL_DATA_TOO_LARGE,
 * POOL_SENDER_IS_CONTRACT, POOL_NONCE_TOO_LOW
 */
export function checkTransaction(
  transaction: PoolTransaction,
  { nonce, isContract }: AccountStanding,
  least: LeastPrice,
): bigint {
  const tip = checkPrice(transaction, least);
  checkSize(transaction);
  const { gasLimit: gas, sender } = transaction;
  const limit = BigInt(bounds.transactionGas);
  if (gas > limit) throw new ProtocolError("POOL_GAS_TOO_HIGH", { actual: gas, limit });
  const needed = transaction.leastGas;
  if (gas < needed) throw new ProtocolError("POOL_GAS_TOO_LOW", { actual: gas, least: needed });
  if (isContract) throw new ProtocolError("POOL_SENDER_IS_CONTRACT", { sender });
  if (transaction.nonce < nonce)
    throw new ProtocolError("POOL_NONCE_TOO_LOW", { expected: nonce, actual: transaction.nonce });
  return tip;
}

function checkPrice(transaction: PoolTransaction, price: LeastPrice): bigint {
  const { maxFee, maxTip } = transaction;
  const { tip } = price;
  if (maxTip > maxFee) throw new ProtocolError("POOL_TIP_ABOVE_FEE", { tip: maxTip, fee: maxFee });
  const { floor } = baseFeeRules.muniment;
  if (maxFee < floor)
    throw new ProtocolError("POOL_UNDERPRICED", { what: "fee per gas", actual: maxFee, least: floor });
  if (maxTip < tip)
    throw new ProtocolError("POOL_UNDERPRICED", { what: "tip per gas", actual: maxTip, least: tip });
  const least = leastTipOf(transaction, price);
  const { postedQuarters, leastGas: gas } = transaction;
  const bytes = (postedQuarters + 3n) / 4n;
  if (maxTip < least)
    throw new ProtocolError("POOL_L1_UNPAID", { what: "tip per gas", actual: maxTip, least, bytes, gas });
  // In the cheapest block what is left of the fee is the tip.
  if (maxFee < floor + least) {
    const context = { what: "fee per gas", actual: maxFee, least: floor + least };
    throw least === tip
      ? new ProtocolError("POOL_UNDERPRICED", context)
      : new ProtocolError("POOL_L1_UNPAID", { ...context, bytes, gas });
  }
  return least;
}

function checkSize({ record }: PoolTransaction): void {
  const actual = new DataView(record.buffer, record.byteOffset).getUint32(layout.dataSize, true);
  const isCreation = ((record[layout.flags] as number) & 1) !== 0;
  const limit = isCreation ? initCodeLimit : bounds.calldata;
  if (actual > limit) throw new ProtocolError("POOL_DATA_TOO_LARGE", { actual, limit });
}
