import {
  connectRollup,
  ROLLUP_CONTRACT_NAMES,
  type RollupContractName,
  type RollupContracts,
  type RollupManifest,
  stepFamilies,
  type StepFamily,
} from "@muniment/sdk";
import { resolveAddress, ZeroAddress, type Addressable } from "ethers";
import type { Connection } from "./rollupWorld.js";
import { escapeDelay, lane } from "./rollupWorld.js";
import type { EscapeWorld } from "./escapeWorld.js";

/** Id of the chain that the tests' lane is. */
export const l2ChainId = 424_242;

const code = {
  transaction: `0x${"00".repeat(32)}`,
  codeHash: `0x${"00".repeat(32)}`,
  arguments: [],
  block: 0,
};

/** The rollup of a world as its manifest has it, with what the world itself lacks, and the SDK's contracts. */
export async function rollupOf(
  { ethers }: Pick<Connection, "ethers">,
  world: EscapeWorld,
): Promise<{ readonly manifest: RollupManifest; readonly rollup: RollupContracts }> {
  const parts: Record<RollupContractName, string | Addressable> = {
    TimelockController: world.timelock,
    FinalityPolicy: world.policy,
    Guardian: world.guardian,
    MessageQueue: world.queue,
    AttesterRegistry: world.attesters,
    Rollup: world.rollup,
    SequencerBond: await ethers.deployContract("SequencerBond", [world.policy, escapeDelay + 1, 1_000n]),
    L1Messenger: world.messenger,
    L1EthGateway: world.ethGateway,
    L1TokenGateway: world.tokenGateway,
    L1PermissionedGateway: world.permissionedGateway,
    FinalityFeed: await ethers.deployContract("FinalityFeed", [world.policy, world.messenger]),
    EscapeHatch: world.hatch,
    // Nobody disputes anything in these worlds.
    ...(Object.fromEntries(stepFamilies.map((name) => [name, ZeroAddress])) as Record<StepFamily, string>),
    StepVerifier: ZeroAddress,
    DisputeGame: ZeroAddress,
  };
  const contracts = Object.fromEntries(
    await Promise.all(
      ROLLUP_CONTRACT_NAMES.map(async (name) => [
        name,
        { ...code, address: await resolveAddress(parts[name]) },
      ]),
    ),
  ) as RollupManifest["contracts"];
  const manifest: RollupManifest = {
    l1ChainId: Number((await ethers.provider.getNetwork()).chainId),
    l1Block: 0,
    isProduction: false,
    contracts,
    lane,
    chainId: l2ChainId,
    genesis: { time: Number(world.genesis.time), header: world.headerOf(world.genesis), allocations: [] },
  };
  return { manifest, rollup: connectRollup(manifest, ethers.provider) };
}
