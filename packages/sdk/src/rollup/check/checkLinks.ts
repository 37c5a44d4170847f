import { predeploys } from "@muniment/protocol";
import { type Interface, ZeroAddress } from "ethers";

import { decodeRevert } from "../../calls/decodeRevert.js";
import { stepFamilies } from "../../dispute/stepFamilies.js";
import { ROLLUP_CONTRACT_NAMES, type RollupContractName } from "../rollupContractNames.js";
import type { CheckedRollup } from "./CheckedRollup.js";
import { compare, type RollupCheck } from "./RollupCheck.js";

interface Link {
  readonly from: RollupContractName;
  readonly method: string;
  readonly to: RollupContractName;
}

const LINKS: readonly Link[] = [
  { from: "FinalityPolicy", method: "connect", to: "Rollup" },
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
  const { manifest, contracts } = checked;
  const rows: RollupCheck[] = [];
  for (const link of LINKS) {
    const { address } = manifest.contracts[link.to];
    rows.push(compare(`${link.from}.${link.method}`, address, await linkedTo(checked, link)));
  }
  for (const name of ROLLUP_CONTRACT_NAMES.filter((each) => !UNGUARDED.has(each))) {
    const found = await contracts.L1Messenger.guardOf(manifest.contracts[name].address);
    const { counterpart = ZeroAddress, asksEvidence = false } = COUNTERPARTS[name] ?? {};
    const expected = guardText(true, asksEvidence, counterpart);
    const actual = guardText(found.isGuarded, found.asksEvidence, found.counterpart);
    rows.push(compare(`L1Messenger.guardOf ${name}`, expected, actual));
  }
  return rows;
}

/** The contracts have no getter for it; a second call of the timelock's says in its error what the first has named. */
async function linkedTo({ provider, contracts, manifest }: CheckedRollup, link: Link): Promise<string> {
  const contract = contracts[link.from];
  const data = (contract.interface as Interface).encodeFunctionData(link.method, [
    manifest.contracts[link.to].address,
  ]);
  const from = manifest.contracts.TimelockController.address;
  try {
    await provider.call({ from, to: await contract.getAddress(), data });
    return "nothing";
  } catch (error) {
    const revert = decodeRevert(error);
    if (revert?.name.endsWith("Connected") === true) return String(Object.values(revert.args)[0]);
    if (revert !== undefined) return revert.name;
    throw error;
  }
}

function guardText(isGuarded: boolean, asksEvidence: boolean, counterpart: string): string {
  if (!isGuarded) return "not guarded";
  return `guarded, but for ${counterpart}${asksEvidence ? ", with evidence" : ""}`;
}
