import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import type { Provider } from "ethers";

/**
 * Removes Ignition's journal of a development chain that was started anew: what it says is deployed has no code.
 * @param journal Ignition's folder of the deployment.
 */
export async function forgetLostDeployment(provider: Provider, journal: string): Promise<void> {
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
