import { buildGenesis, type BuiltGenesis, writeAllocations } from "@muniment/node";
import {
  decodeBatchHeader,
  encodeBatchHeader,
  fromHex,
  type Hex,
  ProtocolError,
  toHex,
} from "@muniment/protocol";
import { buildCall, developmentAccount, type RollupManifest, sendCall } from "@muniment/sdk";

import type { RollupWorld } from "./RollupWorld.js";

/**
 * Opens the lane at its genesis and seals the rollup, unless that is done.
 * @throws ROLLUP_DEPLOYMENT_DIFFERS when the lane was opened at another genesis
 */
export async function openLane(
  world: RollupWorld,
  accounts: Readonly<Record<string, string>>,
): Promise<RollupManifest["genesis"]> {
  const { contracts, parameters, deployer, connection } = world;
  const { Rollup: rollup } = contracts;
  const opened = await openedHeader(world);
  const block = await connection.ethers.provider.getBlock("latest");
  const time = opened === undefined ? BigInt(block?.timestamp ?? 0) : decodeBatchHeader(fromHex(opened)).time;
  const genesis = genesisOf(world, accounts, time);
  const header = toHex(encodeBatchHeader(genesis.header));
  if (opened === undefined) {
    await sendCall(deployer, buildCall(rollup, "Rollup", "openLane", [header, parameters.bonds.batchGwei]));
  } else if (opened !== header) {
    const what = "The lane's genesis header";
    throw new ProtocolError("ROLLUP_DEPLOYMENT_DIFFERS", { what, actual: opened, expected: header });
  }
  if (!(await rollup.isSealed())) await sendCall(deployer, buildCall(rollup, "Rollup", "seal", []));
  return { time: Number(time), header, allocations: writeAllocations(genesis.allocations) };
}

/** Header of the genesis batch that the lane was opened with; undefined when it is not open. */
async function openedHeader({ contracts, parameters, fromBlock }: RollupWorld): Promise<Hex | undefined> {
  const { Rollup: rollup } = contracts;
  const [found] = await rollup.queryFilter(rollup.filters.LaneOpened(parameters.lane), fromBlock);
  return found?.args.header as Hex | undefined;
}

function genesisOf(
  { addresses, parameters, chainId }: RollupWorld,
  accounts: Readonly<Record<string, string>>,
  time: bigint,
): BuiltGenesis {
  const { genesis, lane } = parameters;
  const balances = new Map<Hex, bigint>();
  const give = (address: string, balance: string): void => {
    const key = address.toLowerCase() as Hex;
    balances.set(key, (balances.get(key) ?? 0n) + BigInt(balance));
  };
  for (const { account, balance } of genesis.allocations) give(accounts[account] ?? account, balance);
  const { count = 0, balance = "0" } = genesis.developmentAccounts ?? {};
  for (let index = 0; index < count; index++) give(developmentAccount(index), balance);
  return buildGenesis({
    place: { l1ChainId: chainId, rollup: addresses.Rollup.toLowerCase() as Hex, lane },
    l1: addresses,
    chainId: BigInt(parameters.chainId),
    time,
    feeOracle: accounts[genesis.feeOracle] ?? genesis.feeOracle,
    feeRecipient: accounts[genesis.feeRecipient] ?? genesis.feeRecipient,
    leastFees: BigInt(genesis.leastFees),
    balances,
  });
}
