import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hex, SettlementOperation } from "@muniment/protocol";
import { decodeSettlementData, keccak256, settlementDomain, utf8 } from "@muniment/protocol";
import type { CircuitProver, ServiceOptions } from "@muniment/prover";
import { SettlementService } from "@muniment/prover";
import type { OperationStanding, Roster } from "@muniment/sdk";
import {
  blankRules,
  encodeOperation,
  encodeRoster,
  FileSendJournal,
  ReliableSender,
  rosterTrees,
} from "@muniment/sdk";
import { parseEther, Wallet } from "ethers";
import type { Logger } from "pino";
import type { L1Connection } from "../../../../L1/helpers/deployL1.js";
import type { SettlementL1 } from "../../../../L1/helpers/settlement/setUpSettlement.js";
import { settlementLane } from "../../../../L1/helpers/settlement/setUpSettlement.js";
import { hexWord } from "../../../../L1/helpers/settlement/hexWord.js";
import { signRoots } from "../../../../L1/helpers/settlement/signRoots.js";
import { nowOn } from "../../../../L1/helpers/setUpL1.js";
import { keyOf } from "@muniment/protocol";
import type { Bank } from "../../../../helpers/settlement/SettlementWorld.js";
import {
  assets,
  farAway,
  SettlementWorld,
  standing,
} from "../../../../helpers/settlement/SettlementWorld.js";
import { HardhatRpc } from "../../../../node/helpers/HardhatRpc.js";
import { ConformanceProver } from "./ConformanceProver.js";

/** Whose transactions the service sends. */
export const operatorKey = keccak256(utf8("operator of the settlement prover"));
export const operator = new Wallet(operatorKey);
export const otherOperator = new Wallet(keccak256(utf8("another operator of the settlement lane")));

const lower = async (contract: { getAddress(): Promise<string> }): Promise<Hex> =>
  (await contract.getAddress()).toLowerCase() as Hex;

/** A prover's service beside a simulated L1, and the banks that use it. */
export class ServiceBench {
  readonly l1: SettlementL1;
  readonly world: SettlementWorld;
  readonly directory = mkdtempSync(join(tmpdir(), "muniment-prover-"));
  readonly prover: CircuitProver;
  readonly provider: HardhatRpc;
  /** Milliseconds; time of the service, not of L1. */
  clock = 1_000_000;
  service!: SettlementService;
  private log: Logger | undefined;
  roster!: Roster;
  private number = 0n;

  private constructor(
    l1: SettlementL1,
    world: SettlementWorld,
    connection: L1Connection,
    prover: CircuitProver,
  ) {
    this.l1 = l1;
    this.world = world;
    this.prover = prover;
    this.provider = new HardhatRpc(connection, 31_337n);
  }

  static async open(
    connection: L1Connection,
    l1: SettlementL1,
    { prover = new ConformanceProver(), log, ...options }: BenchOptions = {},
  ): Promise<ServiceBench> {
    const rollup = await lower(l1.rollup);
    const domain = settlementDomain({ chainId: 31_337n, rollup, lane: settlementLane });
    const bench = new ServiceBench(l1, new SettlementWorld(domain), connection, prover);
    bench.log = log;
    bench.world.expiresAt = farAway;
    await l1.actors.deployer.sendTransaction({ to: operator.address, value: parseEther("100") });
    mkdirSync(join(bench.directory, "rosters"));
    await bench.setRoster();
    await bench.start(options);
    return bench;
  }

  /** Closes the service and starts it with other options. */
  async restart(options: Partial<ServiceOptions>): Promise<void> {
    await this.service.close();
    await this.start(options);
  }

  /** Starts the service; the one before is just left where it is, as by the loss of its process. */
  async start(options: Partial<ServiceOptions> = {}): Promise<void> {
    this.service = await this.open(this.directory, this.prover, operator, options);
    await this.service.tick();
  }

  /** Addresses on L1 that a service needs. */
  async contracts(): Promise<ServiceOptions["contracts"]> {
    const { rollup, queue, roots, gateway, portal } = this.l1;
    return {
      rollup: await lower(rollup),
      queue: await lower(queue),
      registry: await lower(roots),
      gateway: await lower(gateway),
      portal: await lower(portal),
    };
  }

  /** A service of another operator, with a prover and folders of its own. */
  async beside(): Promise<SettlementService> {
    await this.l1.actors.deployer.sendTransaction({ to: otherOperator.address, value: parseEther("100") });
    return this.open(join(this.directory, "beside"), new ConformanceProver(), otherOperator);
  }

  private async open(
    directory: string,
    prover: CircuitProver,
    key: Wallet,
    options: Partial<ServiceOptions> = {},
  ): Promise<SettlementService> {
    const { l1, provider } = this;
    const journal = await FileSendJournal.open(join(directory, "sending"));
    const wallet = key.connect(provider);
    const sender = await ReliableSender.open({
      ...{ provider, wallet, journal, confirmations: 1, feeLimit: 1_000n * 10n ** 9n },
    });
    return new SettlementService(
      {
        contracts: await this.contracts(),
        genesis: l1.settlementGenesis,
        fromBlock: 0,
        rosters: join(this.directory, "rosters"),
        directory: join(directory, "journal"),
        operator: key.address,
        isProduction: false,
        greatestWait: 0,
        ...options,
      },
      {
        provider,
        sender,
        prover,
        ...(this.log === undefined ? {} : { log: this.log }),
        clock: { now: () => this.clock, after: () => () => undefined },
      },
    );
  }

  /** Registrars sign who holds and by which rules, and L1 and the service learn of it. */
  async setRoster(change: (roster: Roster) => Roster = (same) => same): Promise<void> {
    const { world, l1 } = this;
    const { alice, bob, auditors } = world;
    const holders = [alice, bob].map(({ key }) => ({ key: key.x, ...standing, expiresAt: farAway }));
    const terms = { jurisdictions: [4, 276, 756, 894], cap: 10n ** 12n };
    const roster = change({
      domain: world.domain,
      number: ++this.number,
      time: await nowOn(l1),
      holders,
      rules: [
        { asset: assets.bond, ...terms, auditor: keyOf(auditors.bond) },
        { asset: assets.cash, ...terms, auditor: keyOf(auditors.cash) },
      ],
      signatures: [],
    });
    const trees = rosterTrees(roster);
    world.rules.set(assets.none, blankRules());
    for (const { asset } of roster.rules) world.rules.set(asset, trees.rules.find(asset).rules);
    const { number, time } = roster;
    const roots = { holders: hexWord(trees.holders.root), rules: hexWord(trees.rules.root), number, time };
    const signatures = await signRoots(l1.roots, l1.connection, { domain: world.domain, ...roots });
    await l1.roots.connect(l1.actors.anyone).setRoots(roots, signatures);
    writeFileSync(
      join(this.directory, "rosters", `${String(number)}.json`),
      JSON.stringify(encodeRoster(roster)),
    );
    this.roster = roster;
  }

  /** Pays in what an operation shields. */
  async payIn(operation: SettlementOperation): Promise<void> {
    const { gateway, bond, cash, actors } = this.l1;
    const { amount, target } = operation.crossing;
    const { asset } = operation.legs[0];
    const token = (asset === assets.bond ? bond : cash).connect(actors.anyone);
    await token.mint(actors.anyone.address, amount);
    await token.approve(gateway, amount);
    await gateway.connect(actors.anyone).shield(asset, amount, target, { value: await gateway.shieldFee() });
  }

  /** Brings an operation to the service. */
  async submit(operation: SettlementOperation): Promise<Hex> {
    return (await this.service.submitOperation(this.document(operation))).id;
  }

  document(operation: SettlementOperation): unknown {
    return encodeOperation(operation);
  }

  /** A deposit on L1 for a bank and the operation that takes it. */
  async fund(bank: Bank, asset: bigint, amount: bigint): Promise<Hex> {
    const operation = this.world.shield(bank, asset, amount);
    await this.payIn(operation);
    return this.submit(operation);
  }

  /** Alice has 1,000 bonds, and Bob 5,000 in cash. */
  async fundBoth(): Promise<void> {
    const { alice, bob } = this.world;
    await this.fund(alice, assets.bond, 1_000n);
    await this.fund(bob, assets.cash, 5_000n);
    await this.settle();
    await this.receive();
  }

  statusOf(id: Hex): OperationStanding["status"] {
    return this.service.operation(id).status;
  }

  async lastFinal(): Promise<bigint> {
    return this.l1.rollup.lastFinal(settlementLane);
  }

  /** Ticks until nothing is proven or on its way any more. */
  settle(): Promise<void> {
    return this.drive(this.service);
  }

  /** The same for any service. */
  async drive(service: SettlementService): Promise<void> {
    for (let round = 0; round < 6; round++) {
      await service.tick();
      await service.proven();
    }
  }

  /** Gives both banks what they can read of the lane's batches behind an index. */
  async receive(after = 0n): Promise<void> {
    const { portal } = this.l1;
    const posted = await portal.queryFilter(portal.filters.BatchPosted());
    for (const { args, transactionHash } of posted) {
      if (args.index <= after) continue;
      const sent = await this.provider.getTransaction(transactionHash);
      const { data } = portal.interface.decodeFunctionData("post", sent?.data ?? "0x")[0] as { data: string };
      if (data === "0x") continue;
      const bytes = Buffer.from(data.slice(2), "hex");
      this.world.receive({ sealed: decodeSettlementData(bytes) } as never);
    }
  }

  async close(): Promise<void> {
    await this.service.close();
    this.provider.destroy();
    rmSync(this.directory, { recursive: true });
  }
}

export type BenchOptions = Partial<ServiceOptions> & {
  readonly prover?: CircuitProver;
  readonly log?: Logger;
};
