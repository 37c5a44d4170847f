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
    if ((await provider.getCode(address, middle)) === "0x") low = middle + 1;
    else high = middle;
  }
  const block = await provider.getBlock(low);
  for (const hash of block?.transactions ?? []) {
    const receipt = await provider.getTransactionReceipt(hash);
    if (receipt?.contractAddress?.toLowerCase() === address.toLowerCase()) return receipt;
  }
  throw new ProtocolError("DEPLOYMENT_MISSING", { path: address });
}
