import { keccak256, type Provider } from "ethers";

import type { RollupManifest } from "../rollupManifest.js";
import { createdContracts } from "./createdContracts.js";
import { compare, type RollupCheck } from "./RollupCheck.js";

/** There is the code that the manifest names. */
export async function checkCode(provider: Provider, manifest: RollupManifest): Promise<RollupCheck[]> {
  const rows: RollupCheck[] = [];
  for (const { name, described } of createdContracts(manifest)) {
    const { address, codeHash } = described;
    rows.push(compare(`${name}.code`, codeHash, keccak256(await provider.getCode(address))));
  }
  return rows;
}
