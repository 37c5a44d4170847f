import { capacityFor } from "../chain/capacityFor.js";
import { compileCodes } from "../chain/compileCodes.js";
import type { Compilation } from "../chain/compileCodes.js";
import { Ledger } from "../chain/Ledger.js";
import { loadAccounts, loadHoldings } from "../holders/loadHolders.js";
import type { Holding } from "../holders/Holding.js";
import { People } from "../people/People.js";
import type { Population } from "../people/Population.js";
import type { CompiledContracts } from "../solidity/compileContracts.js";
import type { Places, Workload } from "../workloads/Workload.js";
import { collectGarbage } from "./collectGarbage.js";
import type { Footprint } from "./Measurement.js";

/** A state with a workload's contracts and holders in it, ready for transactions. */
export interface Stage {
  readonly ledger: Ledger;
  readonly people: People;
  readonly places: Places;
  readonly holdings: readonly Holding[];
  readonly compilations: readonly Compilation[];
  readonly footprint: Omit<Footprint, "resident">;
  /** Ids of the holders' accounts and slots, which lie in a row. */
  readonly firstAccount: number;
  readonly firstSlot: number;
  readonly endSlot: number;
}

export interface StageOptions {
  readonly workload: Workload;
  readonly contracts: CompiledContracts;
  readonly population: Population;
  readonly isInterpreted: boolean;
}

/** Most slots that a workload gives each holder. */
const slotsPerHolder = 6;

/** Puts a workload up. */
export async function openStage({
  workload,
  contracts,
  population,
  isInterpreted,
}: StageOptions): Promise<Stage> {
  collectGarbage();
  const before = process.memoryUsage.rss();
  const people = new People(population);
  const ledger = new Ledger(capacityFor(population.holders, population.holders * slotsPerHolder));
  const { wasm } = ledger.runtime;
  const firstAccount = wasm.accountCount();
  loadAccounts(ledger, people);
  const places = await workload.deploy({ ledger, contracts, people });
  const holdings = workload.holdings(places);
  const firstSlot = wasm.slotCount();
  loadHoldings(ledger, people, holdings);
  ledger.tree.root();
  const growth = process.memoryUsage.rss() - before;
  return {
    ledger,
    people,
    places,
    holdings,
    compilations: isInterpreted ? [] : compileCodes(ledger.runtime),
    footprint: { growth, accounts: population.holders, slots: wasm.slotCount() - firstSlot },
    firstAccount,
    firstSlot,
    endSlot: wasm.slotCount(),
  };
}
