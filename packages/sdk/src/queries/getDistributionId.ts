import type { Hex } from "@muniment/protocol";
import { AbiCoder, keccak256 } from "ethers";

import type { Contracts } from "../contracts/connectContracts.js";

/** Id of the distribution that paid a period of an asset: keccak256(abi.encode(token, recordDate)). */
export async function getDistributionId(contracts: Contracts, asset: Hex, period: bigint): Promise<Hex> {
  const token = await contracts.Lifecycle.tokenOf(asset);
  const recordDate = await contracts.Servicing.recordDateOf(asset, period);
  return keccak256(AbiCoder.defaultAbiCoder().encode(["address", "uint48"], [token, recordDate])) as Hex;
}
