import type { Allocation } from "@muniment/executor";
import { type Hex, predeploys } from "@muniment/protocol";
import { predeployCreations } from "@muniment/sdk";
import { ZeroAddress } from "ethers";
import { runConstructors } from "../../../packages/node/src/genesis/runConstructors.js";
import { chainId } from "./testNode.js";

/** The L1 fee oracle of an operator, as genesis has it. */
export function oracleAllocation(operator: string): [Hex, Allocation] {
  const l1 = {
    ...{ L1Messenger: ZeroAddress, L1EthGateway: ZeroAddress, L1TokenGateway: ZeroAddress },
    ...{ L1PermissionedGateway: ZeroAddress, FinalityFeed: ZeroAddress },
  };
  const terms = { lane: 1, l1, feeOracle: operator, feeRecipient: operator, leastFees: 1n };
  const creations = predeployCreations(terms).filter(({ name }) => name === "l1FeeOracle");
  const oracle = runConstructors(creations, chainId).get(predeploys.l1FeeOracle);
  if (oracle === undefined) throw new TypeError("the oracle was not made");
  return [predeploys.l1FeeOracle, oracle];
}
