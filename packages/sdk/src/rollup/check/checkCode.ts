import { keccak256, type Provider } from "ethers";

import { ROLLUP_CONTRACT_NAMES } from "../rollupContractNames.js";
import type { RollupManifest } from "../rollupManifest.js";
import { compare, type RollupCheck } from "./RollupCheck.js";

/** There is the code that the manifest names. */
export async function checkCode(provider: Provider, { contracts }: RollupManifest): Promise<RollupCheck[]> {
  const rows: RollupCheck[] = [];
  for (const name of ROLLUP_CONTRACT_NAMES) {
    const { address, codeHash } = contracts[name];
    rows.push(compare(`${name}.code`, codeHash, keccak256(await provider.getCode(address))));
  }
  return rows;
}
