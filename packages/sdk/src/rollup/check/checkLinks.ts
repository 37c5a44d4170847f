import { predeploys } from "@muniment/protocol";
import { ZeroAddress } from "ethers";

import { stepFamilies } from "../../dispute/stepFamilies.js";
import { ROLLUP_CONTRACT_NAMES, type RollupContractName } from "../rollupContractNames.js";
import type { CheckedRollup } from "./CheckedRollup.js";
import { guardText } from "./guardText.js";
import { linkedTo } from "./linkedTo.js";
import { compare, type RollupCheck } from "./RollupCheck.js";

interface Link {
  readonly from: RollupContractName;
  readonly method: string;
  readonly to: RollupContractName;
}

const LINKS: readonly Link[] = [
  { from: "FinalityPolicy", method: "connect", to: "Rollup" },
  { from: "AttesterRegistry", method: "connectPolicy", to: "FinalityPolicy" },
  { from: "MessageQueue", method: "connect", to: "L1EthGateway" },
  { from: "L1EthGateway", method: "connectHatch", to: "EscapeHatch" },
  { from: "L1TokenGateway", method: "connectHatch", to: "EscapeHatch" },
  { from: "L1PermissionedGateway", method: "connectHatch", to: "EscapeHatch" },
];

/** Who may be called by messages, and by whose; of everything else the answer is nobody. */
const COUNTERPARTS: Partial<Record<RollupContractName, { counterpart: string; asksEvidence: boolean }>> = {
  L1EthGateway: { counterpart: predeploys.ethGateway, asksEvidence: false },
  L1TokenGateway: { counterpart: predeploys.tokenGateway, asksEvidence: true },
  L1PermissionedGateway: { counterpart: predeploys.permissionedGateway, asksEvidence: true },
};

/** They keep nothing and do nothing but answer. */
const UNGUARDED: ReadonlySet<RollupContractName> = new Set([...stepFamilies, "StepVerifier"]);

/** What was linked once after the contracts were there, and what the messenger guards. */
export async function checkLinks(checked: CheckedRollup): Promise<RollupCheck[]> {
  const { manifest, contracts, provider } = checked;
  const rows: RollupCheck[] = [];
  for (const link of LINKS) {
    const { address } = manifest.contracts[link.to];
    const timelock = manifest.contracts.TimelockController.address;
    const made = { contract: contracts[link.from], method: link.method, target: address, timelock };
    rows.push(compare(`${link.from}.${link.method}`, address, await linkedTo(provider, made)));
  }
  for (const name of ROLLUP_CONTRACT_NAMES.filter((each) => !UNGUARDED.has(each))) {
    const found = await contracts.L1Messenger.guardOf(manifest.contracts[name].address);
    const { counterpart = ZeroAddress, asksEvidence = false } = COUNTERPARTS[name] ?? {};
    const expected = guardText({ isGuarded: true, asksEvidence, counterpart });
    rows.push(compare(`L1Messenger.guardOf ${name}`, expected, guardText(found)));
  }
  return rows;
}
