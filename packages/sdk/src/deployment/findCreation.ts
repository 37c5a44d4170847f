import { ProtocolError } from "@muniment/protocol";
import type { Provider, TransactionReceipt } from "ethers";

/**
 * Finds the transaction that created a contract, by bisection over the blocks in which it has code.
 * @throws DEPLOYMENT_MISSING when there is no code at the address.
 */
export async function findCreation(provider: Provider, address: string): Promise<TransactionReceipt> {
  let [low, high] = [0, await provider.getBlockNumber()];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (await hasCode(provider, address, middle)) high = middle;
    else low = middle + 1;
  }
  const block = await provider.getBlock(low);
  for (const hash of block?.transactions ?? []) {
    const receipt = await provider.getTransactionReceipt(hash);
    if (receipt?.contractAddress?.toLowerCase() === address.toLowerCase()) return receipt;
  }
  throw new ProtocolError("DEPLOYMENT_MISSING", { path: address });
}

/** Whether there is code after a block. Nodes forget old states: what one cannot tell lies before what it can. */
async function hasCode(provider: Provider, address: string, block: number): Promise<boolean> {
  try {
    return (await provider.getCode(address, block)) !== "0x";
  } catch {
    return false;
  }
}
