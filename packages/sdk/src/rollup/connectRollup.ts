import type { ContractRunner } from "ethers";

import {
  AttesterRegistry__factory,
  EscapeHatch__factory,
  FinalityFeed__factory,
  FinalityPolicy__factory,
  Guardian__factory,
  L1EthGateway__factory,
  L1Messenger__factory,
  L1PermissionedGateway__factory,
  L1TokenGateway__factory,
  MessageQueue__factory,
  Rollup__factory,
  SequencerBond__factory,
  TimelockController__factory,
} from "../../../../typechain-types/index.js";
import type { RollupContractName } from "./rollupContractNames.js";
import type { RollupManifest } from "./rollupManifest.js";

const CONNECTORS = {
  TimelockController: TimelockController__factory,
  FinalityPolicy: FinalityPolicy__factory,
  Guardian: Guardian__factory,
  MessageQueue: MessageQueue__factory,
  AttesterRegistry: AttesterRegistry__factory,
  Rollup: Rollup__factory,
  SequencerBond: SequencerBond__factory,
  L1Messenger: L1Messenger__factory,
  L1EthGateway: L1EthGateway__factory,
  L1TokenGateway: L1TokenGateway__factory,
  L1PermissionedGateway: L1PermissionedGateway__factory,
  FinalityFeed: FinalityFeed__factory,
  EscapeHatch: EscapeHatch__factory,
} as const satisfies Record<
  RollupContractName,
  { connect: (address: string, runner: ContractRunner) => unknown }
>;

/** A rollup's contracts on L1, typed, and the lane that they are asked about. */
export type RollupContracts = {
  readonly [Name in RollupContractName]: ReturnType<(typeof CONNECTORS)[Name]["connect"]>;
} & {
  readonly lane: number;
  /** L1 block from which on there are events. */
  readonly l1Block: number;
};

/**
 * Connects to the contracts of a rollup on L1.
 * @param runner Provider for reading, or signer for reading and sending.
 * @example const { Rollup, lane } = connectRollup(await readRollupManifest(path), l1);
 */
export function connectRollup(
  { contracts, lane, l1Block }: Pick<RollupManifest, "contracts" | "lane" | "l1Block">,
  runner: ContractRunner,
): RollupContracts {
  const entries = Object.entries(CONNECTORS).map(([name, factory]) => [
    name,
    factory.connect(contracts[name as RollupContractName].address, runner),
  ]);
  return { ...(Object.fromEntries(entries) as RollupContracts), lane, l1Block };
}
