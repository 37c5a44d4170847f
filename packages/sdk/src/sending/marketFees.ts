import { toBeHex } from "ethers";
import type { JsonRpcApiProvider } from "ethers";
import { z } from "zod";
import type { SendFees } from "./SendFees.js";

const quantity = z
  .string()
  .regex(/^0x[0-9a-f]+$/i)
  .transform(BigInt);
const history = z.object({ baseFeePerGas: z.array(quantity).min(1) });

/** Blocks that the offer outlives even if each were full: a base fee rises by an eighth a block. */
const headroom = 2n;

/**
 * What L1 asks for now: twice the next block's base fee and the tip that its node advises, and twice the blob base fee.
 * @param leastTip wei; some nodes advise none.
 */
export async function marketFees(
  provider: JsonRpcApiProvider,
  { hasBlobs, leastTip }: { hasBlobs: boolean; leastTip: bigint },
): Promise<SendFees> {
  const { baseFeePerGas } = history.parse(await provider.send("eth_feeHistory", [toBeHex(1), "latest", []]));
  const advised = await provider.send("eth_maxPriorityFeePerGas", []).then(
    (value) => quantity.parse(value),
    () => 0n,
  );
  const tip = advised > leastTip ? advised : leastTip;
  const base = baseFeePerGas.at(-1) ?? 0n;
  const fees = { maxFeePerGas: headroom * base + tip, maxPriorityFeePerGas: tip };
  if (!hasBlobs) return fees;
  const blobBase = quantity.parse(await provider.send("eth_blobBaseFee", []));
  return { ...fees, maxFeePerBlobGas: headroom * (blobBase > 0n ? blobBase : 1n) };
}
