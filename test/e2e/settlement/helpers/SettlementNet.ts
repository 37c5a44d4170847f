import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeBatchHeader, fromHex, type Hex, keyOf, type SettlementOperation } from "@muniment/protocol";
import {
  blankRules,
  connectRollup,
  connectSettlement,
  encodeRoster,
  type OperationStanding,
  ProverClient,
  randomElement,
  readSettledBatches,
  type Roster,
  type RollupContracts,
  type SettlementHandles,
  setRoots,
  type SettledBatch,
  type SettlementManifest,
  shieldUnits,
  signRoster,
  simulatedKey,
  type SingleTools,
  syncWallet,
  unshieldTarget,
} from "@muniment/sdk";
import { expect } from "chai";
import { type Provider, Wallet } from "ethers";
import { TestCash__factory, type TestCash } from "../../../../typechain-types/index.js";
import type { DevnetSettlement } from "../../../../tasks/devnet/DevnetSettlement.js";
import { AnvilDevnet } from "../../chain/helpers/AnvilDevnet.js";
import { wait } from "../../chain/helpers/wait.js";
import { Bank } from "./Bank.js";

/** Numbers of the two assets that the development lane begins with. */
export const assets = [1n, 2n] as const;
export const [bond, cash] = assets;

/** Switzerland, and what a payment may hold at most. */
const [jurisdiction, cap] = [756, (1n << 128n) - 1n];
/** Seconds for which an operation is good. */
const lifetime = 3_000n;

/** A devnet on anvil whose settlement lane proves, with banks that hold on it, and one auditor for each asset. */
export class SettlementNet {
  readonly world: AnvilDevnet;
  readonly settlement: DevnetSettlement;
  readonly manifest: SettlementManifest;
  readonly contracts: SettlementHandles;
  /** The rollup's, asked about the settlement lane. */
  readonly rollup: RollupContracts;
  readonly prover: ProverClient;
  readonly provider: Provider;
  readonly banks: readonly Bank[];
  readonly tokens: readonly [TestCash, TestCash];
  /** View keys, by asset. */
  readonly auditors = new Map<bigint, bigint>(assets.map((asset) => [asset, randomElement()]));
  #roster: Roster | undefined;

  private constructor(world: AnvilDevnet, banks: readonly Bank[]) {
    const { devnet, one } = world;
    this.world = world;
    this.banks = banks;
    this.settlement = devnet.settlement!;
    this.manifest = devnet.manifest.settlement!;
    this.provider = one.ethers.provider;
    this.contracts = connectSettlement(this.manifest, this.provider);
    this.rollup = connectRollup({ ...devnet.manifest, lane: this.manifest.lane }, this.provider);
    this.prover = new ProverClient(this.settlement.url);
    const [first, second] = this.manifest.assets.map(({ token }) =>
      TestCash__factory.connect(token, this.provider),
    );
    this.tokens = [first!, second!];
  }

  /** Starts it with banks that the registrars know. */
  static async start(banks: number): Promise<SettlementNet> {
    const world = await AnvilDevnet.start({ proving: true });
    const domain = BigInt(world.devnet.manifest.settlement!.domain);
    const accounts = (await world.one.ethers.getSigners()).slice(10, 10 + banks);
    const net = new SettlementNet(
      world,
      accounts.map((account) => new Bank(domain, account)),
    );
    net.#roster = await net.settlement.setRoster(net.rosterOf());
    await net.rosterTaken();
    return net;
  }

  get domain(): bigint {
    return BigInt(this.manifest.domain);
  }

  /** As registrars set it last. */
  get roster(): Roster {
    return this.#roster!;
  }

  /** Seconds since 1970, of L1's newest block. */
  async now(): Promise<bigint> {
    return this.world.devnet.l1.time();
  }

  /** Holders and rules, some banks frozen. */
  rosterOf(frozen: readonly Bank[] = []): Pick<Roster, "holders" | "rules"> {
    const expiresAt = 1n << 40n;
    const holders = this.banks.map((bank) => ({
      ...{ key: bank.wallet.key.x, expiresAt, jurisdiction, isFrozen: frozen.includes(bank) },
    }));
    const rules = assets.map((asset) => ({
      ...{ asset, jurisdictions: [jurisdiction], cap, auditor: keyOf(this.auditors.get(asset)!) },
    }));
    return { holders, rules };
  }

  /** Registrars set new roots on L1. @returns What gives the prover their roster. */
  async setRoots(content: Pick<Roster, "holders" | "rules">): Promise<() => Promise<void>> {
    const { SettlementRegistry } = this.contracts;
    const place = { chainId: 31_337n, registry: SettlementRegistry.target as string };
    const { number: last, time: before } = this.roster;
    const number = last + 1n;
    // Each one's time is later than the last one's.
    const time = await wait("a second to pass", async () => {
      const now = await this.now();
      return now > before ? now : undefined;
    });
    let roster: Roster = { ...{ domain: this.domain, number, time, ...content, signatures: [] } };
    for (const name of ["settlement-registrar-1", "settlement-registrar-2"]) {
      roster = await signRoster(roster, new Wallet(simulatedKey(name)), place);
    }
    await this.world.send(this.banks[0]!.account, setRoots(this.contracts, roster, place));
    this.#roster = roster;
    return async () => {
      const file = join(this.settlement.rosters, `${String(number)}.json`);
      await writeFile(file, JSON.stringify(encodeRoster(roster)));
      await this.rosterTaken();
    };
  }

  /** Waits until the prover works by the newest roster. */
  async rosterTaken(): Promise<void> {
    await wait("the prover's rules", async () => {
      const rules = await this.prover.getRules().catch(() => undefined);
      return rules?.number === this.roster.number ? rules : undefined;
    });
  }

  /** Waits until the prover has seen roots on L1 that it has no roster of. */
  async rosterMissed(): Promise<void> {
    await wait("the prover to miss a roster", async () => {
      const rules = await this.prover.getRules().catch(() => undefined);
      return rules === undefined ? true : undefined;
    });
  }

  auditorOf(asset: bigint): bigint {
    const secret = this.auditors.get(asset);
    return secret === undefined ? blankRules().auditor.x : keyOf(secret).x;
  }

  async toolsOf({ wallet }: Bank): Promise<SingleTools> {
    const expiresAt = (await this.now()) + lifetime;
    return { wallet, auditorOf: (asset) => this.auditorOf(asset), expiresAt, random: randomElement };
  }

  /** Pays in on L1 for an operation. @returns Hash of the transaction. */
  async payIn({ account }: Bank, operation: SettlementOperation): Promise<Hex> {
    const { hash } = await this.world.send(account, await shieldUnits(this.contracts, operation));
    return hash as Hex;
  }

  async submit(operation: SettlementOperation): Promise<Hex> {
    return (await this.prover.submitOperation(operation)).id;
  }

  /** Waits until operations are FINAL, and all wallets know. @returns Where they stand. */
  async settled(ids: readonly Hex[]): Promise<OperationStanding[]> {
    const standings: OperationStanding[] = [];
    for (const id of ids) {
      const standing = await wait(`the operation ${id}`, async () => {
        const found = await this.prover.getOperation(id);
        return found.status === "final" || found.status === "refused" ? found : undefined;
      });
      expect(standing.problem).to.equal(undefined);
      standings.push(standing);
    }
    await this.sync();
    return standings;
  }

  async sync(): Promise<void> {
    for (const { wallet } of this.banks) await syncWallet(wallet, this.#query);
  }

  async batches(): Promise<SettledBatch[]> {
    return readSettledBatches(this.#query);
  }

  get genesis() {
    return decodeBatchHeader(fromHex(this.manifest.genesis.header));
  }

  /** Base units of notes, of what is owed to targets on L1, and of shields that wait. */
  async worth(asset: bigint, targets: readonly string[]): Promise<bigint> {
    const { SettlementGateway } = this.contracts;
    let sum = this.banks.reduce((total, bank) => total + bank.balance(asset), 0n);
    for (const target of targets) sum += await SettlementGateway.owedTo(asset, unshieldTarget(target));
    for (const { args } of await SettlementGateway.queryFilter(SettlementGateway.filters.Shielded())) {
      if (args.asset !== asset) continue;
      if (!(await SettlementGateway.shieldOf(args.shield)).isUsed) sum += args.amount;
    }
    return sum;
  }

  /** SETTLE-93, of both assets. */
  async expectConserved(targets: readonly string[] = []): Promise<void> {
    for (const [index, token] of this.tokens.entries()) {
      const asset = assets[index]!;
      const held = await token.balanceOf(this.contracts.SettlementGateway);
      expect(held, `asset ${String(asset)}`).to.equal(await this.worth(asset, targets));
    }
  }

  async close(): Promise<void> {
    await this.world.close();
  }

  get #query() {
    const { l1Block, contracts } = this.world.devnet.manifest;
    return {
      ...{ rollup: contracts.Rollup.address, lane: this.manifest.lane, fromBlock: l1Block },
      provider: this.provider,
    };
  }
}
