import { predeploys } from "@muniment/protocol";
import { ZeroAddress } from "ethers";

import { ROLLUP_CONNECTORS } from "../connectRollup.js";
import { formCodeHash } from "../formCodeHash.js";
import { ROLLUP_CONTRACT_NAMES, type RollupContractName } from "../rollupContractNames.js";
import { argumentLeaves } from "./argumentLeaves.js";
import type { CheckedRollup } from "./CheckedRollup.js";
import { compare, type RollupCheck } from "./RollupCheck.js";

const COUNTERPARTS: Partial<Record<RollupContractName, string>> = {
  L1EthGateway: predeploys.ethGateway,
  L1TokenGateway: predeploys.tokenGateway,
  L1PermissionedGateway: predeploys.permissionedGateway,
};

/** Which contract an argument of a constructor means. */
const LINKS: Readonly<Record<string, RollupContractName>> = {
  timelock: "TimelockController",
  policy: "FinalityPolicy",
  guardian: "Guardian",
  queue: "MessageQueue",
  rollup: "Rollup",
  messenger: "L1Messenger",
  verifier: "StepVerifier",
  ethGateway: "L1EthGateway",
  tokenGateway: "L1TokenGateway",
  permissionedGateway: "L1PermissionedGateway",
};

/** What contracts have fixed for ever is of this set: links, lane, counterparts, delays, kind of chain. */
export async function checkArguments({ manifest, contracts }: CheckedRollup): Promise<RollupCheck[]> {
  const rows: RollupCheck[] = [];
  const leastDelay = await contracts.FinalityPolicy.leastDelay();
  for (const name of ROLLUP_CONTRACT_NAMES) {
    const { inputs } = new ROLLUP_CONNECTORS[name]().interface.deploy;
    const values = manifest.contracts[name].arguments;
    for (const { path, field, value } of argumentLeaves(inputs, values)) {
      const link = LINKS[field];
      const fixed: Readonly<Record<string, unknown>> = {
        leastDelay,
        lane: manifest.lane,
        chainId: manifest.chainId,
        isProduction: manifest.isProduction,
        counterpart: COUNTERPARTS[name],
        formCodeHash: formCodeHash(),
        balanceSlot: 0,
        // Of the timelock: with one, somebody could change it without delay.
        admin: ZeroAddress,
      };
      const expected = link === undefined ? fixed[field] : manifest.contracts[link].address;
      if (expected !== undefined) rows.push(compare(`${name}(${path})`, expected, value));
    }
  }
  return rows;
}
