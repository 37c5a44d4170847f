import { buildGenesis, type BuiltGenesis, writeAllocations } from "@muniment/node";
import type { Hex } from "@muniment/protocol";
import { developmentAccount, type RollupManifest } from "@muniment/sdk";

import { openAt } from "./openAt.js";
import type { RollupWorld } from "./RollupWorld.js";

/**
 * Opens the EVM lane at its genesis, unless that is done.
 * @throws ROLLUP_DEPLOYMENT_DIFFERS when the lane was opened at another genesis
 */
export async function openLane(
  world: RollupWorld,
  accounts: Readonly<Record<string, string>>,
): Promise<RollupManifest["genesis"]> {
  const place = { lane: world.parameters.lane, what: "The lane's genesis header" };
  let allocations: BuiltGenesis["allocations"] = new Map();
  const opened = await openAt(world, place, (time) => {
    const genesis = genesisOf(world, accounts, time);
    allocations = genesis.allocations;
    return genesis.header;
  });
  return { ...opened, allocations: writeAllocations(allocations) };
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
