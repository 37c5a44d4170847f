import type { Provider } from "ethers";

import { ROLLUP_CONNECTORS, type RollupAddresses } from "./connectRollup.js";
import { describeContract, type DescribedContract } from "./describeContract.js";
import { ROLLUP_CONTRACT_NAMES, type RollupContractName } from "./rollupContractNames.js";
import type { RollupManifest } from "./rollupManifest.js";

/** A rollup's contracts, read back from L1: transaction, block, arguments and code hash of each. */
export async function describeRollup(
  provider: Provider,
  addresses: RollupAddresses,
): Promise<RollupManifest["contracts"]> {
  const entries: [RollupContractName, DescribedContract][] = [];
  for (const name of ROLLUP_CONTRACT_NAMES) {
    const factory = new ROLLUP_CONNECTORS[name]();
    entries.push([name, await describeContract(provider, addresses[name], factory)]);
  }
  return Object.fromEntries(entries) as RollupManifest["contracts"];
}
