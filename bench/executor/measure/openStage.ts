import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BlockProducer } from "@muniment/executor";
import { blockHash } from "@muniment/protocol";
import { benchChain } from "../chain/benchChain.js";
import { capacityFor } from "../chain/capacityFor.js";
import { compileCodes } from "../chain/compileCodes.js";
import type { Compilation } from "../chain/compileCodes.js";
import { headOf } from "../chain/headOf.js";
import { Ledger } from "../chain/Ledger.js";
import type { Holding } from "../holders/Holding.js";
import { loadAccounts, loadHoldings } from "../holders/loadHolders.js";
import { People } from "../people/People.js";
import type { Population } from "../people/Population.js";
import type { CompiledContracts } from "../solidity/compileContracts.js";
import type { Places, Workload } from "../workloads/Workload.js";
import { collectGarbage } from "./collectGarbage.js";
import type { Footprint } from "./Measurement.js";

/** A producer with a workload's contracts and holders in its state, ready for transactions. */
export interface Stage {
  readonly producer: BlockProducer;
  readonly people: People;
  readonly places: Places;
  readonly holdings: readonly Holding[];
  readonly compilations: readonly Compilation[];
  readonly footprint: Omit<Footprint, "resident">;
  /** Number of the block before the first. */
  readonly number: bigint;
  /** Ids of the holders' accounts and slots, which lie in a row. */
  readonly firstAccount: number;
  readonly firstSlot: number;
  readonly endSlot: number;
  /** Ends its threads and removes its log. */
  close(): Promise<void>;
}

export interface StageOptions {
  readonly workload: Workload;
  readonly contracts: CompiledContracts;
  readonly population: Population;
  readonly isInterpreted: boolean;
  /** Whether the state root after every transaction is wanted as well. */
  readonly withTransactionRoots?: boolean;
}

/** Puts a workload up: its contracts by transactions, its holders by records as a snapshot has them. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const { workload, contracts, population, isInterpreted, withTransactionRoots = false } = options;
  const people = new People(population);
  const ledger = new Ledger();
  const places = await workload.deploy({ ledger, contracts, people });
  const holdings = workload.holdings(places);
  const firstAccount = ledger.runtime.wasm.accountCount();
  const firstSlot = ledger.runtime.wasm.slotCount();
  const header = headOf(ledger.number);
  const directory = mkdtempSync(join(tmpdir(), "muniment-bench-"));
  const producer = await BlockProducer.start({
    chainId: BigInt(benchChain.chainId),
    head: { header, hash: blockHash(header) },
    log: { directory },
    capacity: capacityFor(population, holdings),
    withTransactionRoots,
    compile: "never",
  });
  const load = (records: Uint8Array): Promise<unknown> => producer.load(records);
  for (const records of ledger.records) await load(records);
  // The threads and the machines' fixed tables are there by now, so what is added is what the holders take.
  collectGarbage();
  const before = process.memoryUsage.rss();
  await loadAccounts(load, people, firstAccount);
  await loadHoldings(load, people, { holdings, first: firstSlot });
  producer.runtime.beginBlock();
  collectGarbage();
  const growth = process.memoryUsage.rss() - before;
  const endSlot = producer.runtime.wasm.slotCount();
  return {
    ...{ producer, people, places, holdings, firstAccount, firstSlot, endSlot },
    number: ledger.number,
    compilations: isInterpreted ? [] : compileCodes(producer.runtime, producer.codes),
    footprint: { growth, accounts: population.holders, slots: endSlot - firstSlot },
    close: async () => {
      await producer.close();
      rmSync(directory, { recursive: true });
    },
  };
}
