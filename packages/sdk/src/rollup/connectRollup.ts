import type { ContractRunner } from "ethers";

import {
  AccessFamily__factory,
  AttesterRegistry__factory,
  CallFamily__factory,
  DataFamily__factory,
  DisputeGame__factory,
  EscapeHatch__factory,
  FinalityFeed__factory,
  FinalityPolicy__factory,
  Guardian__factory,
  ItemFamily__factory,
  L1EthGateway__factory,
  L1Messenger__factory,
  L1PermissionedGateway__factory,
  L1TokenGateway__factory,
  LaunchFamily__factory,
  MessageQueue__factory,
  PassageFamily__factory,
  PrecompileFamily__factory,
  RecordFamily__factory,
  Rollup__factory,
  RunFamily__factory,
  SealFamily__factory,
  SequencerBond__factory,
  SettleFamily__factory,
  StartFamily__factory,
  StateFamily__factory,
  StepVerifier__factory,
  TimelockController__factory,
} from "../../../../typechain-types/index.js";
import { connectAll, type Connected } from "../contracts/connectAll.js";
import type { RollupContractName } from "./rollupContractNames.js";
import type { RollupManifest } from "./rollupManifest.js";

/** Contract factory of each contract of a rollup on L1. */
export const ROLLUP_CONNECTORS = {
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
  RunFamily: RunFamily__factory,
  StateFamily: StateFamily__factory,
  CallFamily: CallFamily__factory,
  PassageFamily: PassageFamily__factory,
  PrecompileFamily: PrecompileFamily__factory,
  StartFamily: StartFamily__factory,
  AccessFamily: AccessFamily__factory,
  LaunchFamily: LaunchFamily__factory,
  SettleFamily: SettleFamily__factory,
  RecordFamily: RecordFamily__factory,
  DataFamily: DataFamily__factory,
  ItemFamily: ItemFamily__factory,
  SealFamily: SealFamily__factory,
  StepVerifier: StepVerifier__factory,
  DisputeGame: DisputeGame__factory,
} as const;

/** Address of every contract of a rollup on L1. */
export type RollupAddresses = Readonly<Record<RollupContractName, string>>;

/** Typed handles for every contract of a rollup on L1. */
export type RollupHandles = Connected<typeof ROLLUP_CONNECTORS>;

/** The same, and the lane that they are asked about. */
export type RollupContracts = RollupHandles & {
  readonly lane: number;
  /** L1 block from which on there are events. */
  readonly l1Block: number;
};

/**
 * Connects to every contract of a rollup on L1 by its address.
 * @param runner Provider to read, signer to send as well.
 */
export function connectHandles(addresses: RollupAddresses, runner: ContractRunner): RollupHandles {
  return connectAll(ROLLUP_CONNECTORS, addresses, runner);
}

/**
 * Connects to the contracts of a rollup on L1.
 * @param runner Provider to read, signer to send as well.
 * @example const { Rollup, lane } = connectRollup(await readRollupManifest(path), l1);
 */
export function connectRollup(
  { contracts, lane, l1Block }: Pick<RollupManifest, "contracts" | "lane" | "l1Block">,
  runner: ContractRunner,
): RollupContracts {
  const addresses = Object.fromEntries(
    Object.entries(contracts).map(([name, { address }]) => [name, address]),
  ) as unknown as RollupAddresses;
  return { ...connectHandles(addresses, runner), lane, l1Block };
}
