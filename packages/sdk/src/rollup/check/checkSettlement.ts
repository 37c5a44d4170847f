import {
  encodeBatchHeader,
  finalityClasses,
  type Hex,
  settlementDomain,
  settlementGenesis,
  toHex,
} from "@muniment/protocol";
import { toBeHex, ZeroAddress } from "ethers";

import { IHonkVerifier__factory } from "../../../../../typechain-types/index.js";
import { evidenceBits } from "../evidenceNames.js";
import { circuitVerifiers, SETTLEMENT_CIRCUITS } from "../settlement/circuitVerifiers.js";
import {
  connectSettlement,
  SETTLEMENT_CONNECTORS,
  type SettlementHandles,
} from "../settlement/connectSettlement.js";
import { SETTLEMENT_CONTRACT_NAMES } from "../settlement/settlementContractNames.js";
import type { SettlementManifest } from "../settlement/settlementManifest.js";
import { accessRows } from "./accessRows.js";
import { argumentLeaves } from "./argumentLeaves.js";
import type { CheckedRollup } from "./CheckedRollup.js";
import { genesisRows } from "./genesisRows.js";
import { guardText } from "./guardText.js";
import { linkedTo } from "./linkedTo.js";
import { compare, least, type RollupCheck } from "./RollupCheck.js";

const { PROVEN } = evidenceBits;

/** Contracts under the timelock, and the roles that each has besides the administrator's. */
const ROLES = {
  SettlementRegistry: ["REGISTRAR_ROLE", "COUNCIL_ROLE"],
  SettlementGateway: [],
  SettlementPortal: ["OPERATOR_ROLE"],
} as const;

interface CheckedSettlement extends CheckedRollup {
  readonly settlement: SettlementManifest;
  readonly handles: SettlementHandles;
}

/**
 * The settlement lane of a manifest that has one (spec/deployment.md, DEPLOY-19): its contracts are bound to one another and
 * to this rollup, sealed and guarded; its evidence is its own verifier's, whose circuits are of the kind that the manifest
 * says; and it began without notes.
 */
export async function checkSettlement(
  checked: CheckedRollup,
  deployer: string | undefined,
): Promise<RollupCheck[]> {
  const { settlement } = checked.manifest;
  if (settlement === undefined) return [];
  const handles = connectSettlement(settlement, checked.provider);
  const lane: CheckedSettlement = { ...checked, settlement, handles };
  const rows = [...(await argumentRows(lane)), ...(await linkRows(lane))];
  const timelock = checked.manifest.contracts.TimelockController.address;
  for (const [name, roles] of Object.entries(ROLES)) {
    const contract = handles[name as keyof typeof ROLES];
    rows.push(...(await accessRows({ name, contract, roles }, timelock, deployer)));
  }
  return [
    ...rows,
    ...(await termRows(lane)),
    ...(await circuitRows(lane)),
    ...(await genesisRows(checked, { ...settlement, prefix: "settlement " })),
    ...stateRows(lane),
  ];
}

/** What contracts have fixed for ever is of this set. */
async function argumentRows({ manifest, settlement, contracts }: CheckedSettlement): Promise<RollupCheck[]> {
  const { contracts: main } = manifest;
  const { contracts: own } = settlement;
  const circuits = circuitVerifiers[settlement.verifiers];
  const addressOf = (name: keyof typeof own): string => own[name]?.address ?? "nothing";
  const links: Readonly<Record<string, unknown>> = {
    timelock: main.TimelockController.address,
    policy: main.FinalityPolicy.address,
    guardian: main.Guardian.address,
    queue: main.MessageQueue.address,
    rollup: main.Rollup.address,
    tokenGateway: main.L1TokenGateway.address,
    registry: own.SettlementRegistry.address,
    gateway: own.SettlementGateway.address,
    verifier: addressOf(circuits.exit),
    circuits: [circuits.batch2, circuits.batch8, circuits.batch24].map(addressOf),
    lane: settlement.lane,
    leastDelay: await contracts.FinalityPolicy.leastDelay(),
  };
  return SETTLEMENT_CONTRACT_NAMES.flatMap((name) => {
    const { inputs } = new SETTLEMENT_CONNECTORS[name]().interface.deploy;
    return [...argumentLeaves(inputs, own[name].arguments)]
      .filter(({ field }) => links[field] !== undefined)
      .map(({ path, field, value }) => compare(`${name}(${path})`, links[field], value));
  });
}

/** What was linked once, and what the messenger guards. */
async function linkRows({
  provider,
  manifest,
  settlement,
  contracts,
  handles,
}: CheckedSettlement): Promise<RollupCheck[]> {
  const target = settlement.contracts.SettlementExit.address;
  const timelock = manifest.contracts.TimelockController.address;
  const link = { contract: handles.SettlementGateway, method: "connectExit", target, timelock };
  const rows = [compare("SettlementGateway.connectExit", target, await linkedTo(provider, link))];
  const expected = guardText({ isGuarded: true, asksEvidence: false, counterpart: ZeroAddress });
  for (const name of SETTLEMENT_CONTRACT_NAMES) {
    const found = await contracts.L1Messenger.guardOf(settlement.contracts[name].address);
    rows.push(compare(`L1Messenger.guardOf ${name}`, expected, guardText(found)));
  }
  return rows;
}

/** What makes the lane's batches FINAL, and its terms. */
async function termRows({
  manifest,
  settlement,
  contracts,
  handles,
}: CheckedSettlement): Promise<RollupCheck[]> {
  const { FinalityPolicy: policy, MessageQueue: queue } = contracts;
  const { SettlementVerifier: verifier, SettlementPortal: portal } = settlement.contracts;
  const { lane, finalityClass } = settlement;
  const rule = await policy.laneRule(lane);
  const held = await policy.classRule(finalityClasses[finalityClass]);
  const quorum = manifest.isProduction ? 2n : 1n;
  const rows = [
    compare("FinalityPolicy.verifierOf settlement", verifier.address, await policy.verifierOf(lane, PROVEN)),
    compare("FinalityPolicy.gameOf settlement", portal.address, await policy.gameOf(lane)),
    compare("FinalityPolicy.laneRule settlement evidence", PROVEN, rule.evidence),
    compare("FinalityPolicy.laneRule settlement window", 0, rule.window),
    compare(
      `FinalityPolicy.classRule ${finalityClass} of the settlement lane`,
      `${lane}, ${PROVEN}`,
      `${held.lane}, ${held.evidence}`,
    ),
    least("MessageQueue.termsOf settlement deadline", 1n, (await queue.termsOf(lane)).deadline),
    least("SettlementRegistry.quorum", quorum, await handles.SettlementRegistry.quorum()),
    compare(
      "SettlementVerifier.domain",
      settlement.domain,
      toBeHex(await handles.SettlementVerifier.domain(), 32),
    ),
  ];
  for (const { asset, token } of settlement.assets) {
    const check = `SettlementGateway.tokenOf ${asset.toString()}`;
    rows.push(compare(check, token, await handles.SettlementGateway.tokenOf(asset)));
  }
  return rows;
}

/** Each circuit's verifier is of the kind that the manifest says; production takes none of the development SRS. */
async function circuitRows({ provider, manifest, settlement }: CheckedSettlement): Promise<RollupCheck[]> {
  const { isProduction } = manifest;
  const isForProduction = settlement.verifiers === "production";
  const rows = [compare("settlement verifiers of production", true, isForProduction || !isProduction)];
  for (const circuit of SETTLEMENT_CIRCUITS) {
    const name = circuitVerifiers[settlement.verifiers][circuit];
    const address = settlement.contracts[name]?.address;
    if (address === undefined) {
      rows.push(compare(name, "a contract", "nothing"));
      continue;
    }
    const actual = await IHonkVerifier__factory.connect(address, provider).isProduction();
    rows.push(compare(`${name}.isProduction`, isForProduction, actual));
  }
  return rows;
}

/** The header follows from where the lane is, and from its time. */
function stateRows({ manifest, settlement }: CheckedSettlement): RollupCheck[] {
  const { lane, genesis } = settlement;
  const [l1ChainId, rollup] = [BigInt(manifest.l1ChainId), manifest.contracts.Rollup.address as Hex];
  const header = settlementGenesis({ l1ChainId, rollup, lane, time: BigInt(genesis.time) });
  const domain = settlementDomain({ chainId: l1ChainId, rollup, lane: BigInt(lane) });
  return [
    compare("settlement genesis.header", toHex(encodeBatchHeader(header)), genesis.header),
    compare("settlement domain", toBeHex(domain, 32), settlement.domain),
  ];
}
