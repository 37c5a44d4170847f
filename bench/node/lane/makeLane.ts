import { sealGenesis, State } from "@muniment/executor";
import { benchChain } from "../../executor/chain/benchChain.js";
import { capacityFor } from "../../executor/chain/capacityFor.js";
import { Ledger } from "../../executor/chain/Ledger.js";
import { loadAccounts, loadHoldings } from "../../executor/holders/loadHolders.js";
import { People } from "../../executor/people/People.js";
import type { Population } from "../../executor/people/Population.js";
import { compileContracts } from "../../executor/solidity/compileContracts.js";
import { permissioned } from "../../executor/workloads/permissioned.js";
import type { BenchLane } from "./BenchLane.js";

/** Unix time of block 0: long ago, so that the node's clock is after it. */
const time = 1_700_000_000n;

/** Makes the genesis of a lane: the executor's permissioned workload, its holders as change records. */
export async function makeLane(population: Population): Promise<BenchLane> {
  const people = new People(population);
  const ledger = new Ledger();
  const places = await permissioned.deploy({ ledger, contracts: compileContracts(), people });
  const holdings = permissioned.holdings(places);
  const capacity = capacityFor(population, holdings);
  const changes: Uint8Array[] = [...ledger.records];
  const keep = async (records: Uint8Array): Promise<void> => {
    changes.push(records.slice());
    return Promise.resolve();
  };
  await loadAccounts(keep, people, ledger.runtime.wasm.accountCount());
  await loadHoldings(keep, people, { holdings, first: ledger.runtime.wasm.slotCount() });
  const makeState = (): State => {
    const state = new State({ rules: benchChain.rules, capacity });
    for (const records of changes) {
      state.runtime.load(records);
      state.tree.apply(records, false);
    }
    state.runtime.beginBlock();
    return state;
  };
  return {
    genesis: { ...sealGenesis(makeState(), time), changes },
    places,
    capacity,
    makeState,
  };
}
