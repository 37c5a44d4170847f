import { getAddress } from "ethers";

/** Who a contract of L1 is on L2 (QUEUE-5). */
export function aliasOf(address: string): string {
  const alias = (BigInt(address) + 0x1111000000000000000000000000000000001111n) % 2n ** 160n;
  return getAddress(`0x${alias.toString(16).padStart(40, "0")}`);
}
