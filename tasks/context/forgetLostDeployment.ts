import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import type { Provider } from "ethers";

/**
 * Removes Ignition's journal of a development chain that was started anew: what it says is deployed has no code.
 * @param folder Ignition's folder of deployments.
 */
export async function forgetLostDeployment(
  provider: Provider,
  folder: string,
  chainId: bigint,
): Promise<void> {
  const journal = join(folder, `chain-${chainId.toString()}`);
  let addresses: string[];
  try {
    const text = await readFile(join(journal, "deployed_addresses.json"), "utf8");
    addresses = Object.values(JSON.parse(text) as Record<string, string>);
  } catch {
    return;
  }
  for (const address of addresses) {
    if ((await provider.getCode(address)) !== "0x") return;
  }
  await rm(journal, { recursive: true });
}
