import type {
  RollupAddresses,
  RollupHandles,
  RollupParameters,
  SettlementAsset,
  SettlementHandles,
} from "@muniment/sdk";
import type { Signer } from "ethers";

import type { Connection } from "../context/Connection.js";

/** What a deployment of a rollup works with once its contracts are there. */
export interface RollupWorld {
  readonly connection: Connection;
  readonly contracts: RollupHandles;
  readonly addresses: RollupAddresses;
  readonly parameters: RollupParameters;
  readonly deployer: Signer;
  /** Chain id of L1. */
  readonly chainId: bigint;
  /** L1 block from which on there are events. */
  readonly fromBlock: number;
  /** Of the settlement lane, where the parameters have one. */
  readonly settlement?: {
    readonly contracts: SettlementHandles;
    readonly assets: readonly SettlementAsset[];
  };
}
