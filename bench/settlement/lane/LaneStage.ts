import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Hex, keccak256, keyOf, ProtocolError, utf8 } from "@muniment/protocol";
import type { BatchSize } from "@muniment/prover";
import {
  auditorsOf,
  composeShield,
  connectSettlement,
  type OperationStanding,
  ProverClient,
  randomElement,
  type Roster,
  sendCall,
  type SettlementManifest,
  SettlementWallet,
  shieldUnits,
  syncWallet,
} from "@muniment/sdk";
import { JsonRpcProvider } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { Devnet } from "../../../tasks/devnet/Devnet.js";
import { DevnetClock } from "../../../tasks/devnet/DevnetClock.js";
import { DevnetSettlement } from "../../../tasks/devnet/DevnetSettlement.js";
import type { Output } from "../../../tasks/output/Output.js";
import { l1Time } from "../../../tasks/settle/l1Time.js";
import { developmentSrs } from "../../../tasks/settle/proving/developmentSrs.js";
import { levelsFor } from "../../../tasks/settle/proving/proverFiles.js";
import { TestCash__factory } from "../../../typechain-types/index.js";
import { assets } from "./assets.js";
import { makeTrade } from "./makeTrade.js";
import type { ReadyTrade } from "./ReadyTrade.js";

/** Of each asset at first, base units; each trade gives half of a note. */
const amount = 1n << 40n;
/** The most that a note may hold. */
const cap = 1n << 48n;
const switzerland = 756;
/** Seconds that operations and holders stand. */
const [patience, day] = [3_600n, 86_400n];
/** Milliseconds between two questions, that operations wait for others, and that they are waited for. */
const [interval, greatestWait, mostWait] = [25, 5_000, 900_000];

/**
 * A development chain without its node, whose settlement lane has two banks and a prover of one circuit at a time. Notes
 * double: each trade spends two and makes four.
 */
export class LaneStage {
  readonly devnet: Devnet;
  readonly l1: JsonRpcProvider;
  readonly manifest: SettlementManifest;
  readonly #directory: string;
  readonly #root: string;
  readonly #output: Output;
  readonly #banks: readonly [SettlementWallet, SettlementWallet];
  #prover: DevnetSettlement | undefined;
  #roster: Roster | undefined;

  private constructor(devnet: Devnet, root: string, directory: string, output: Output) {
    const { settlement } = devnet.manifest;
    if (settlement === undefined)
      throw new ProtocolError("SETTLEMENT_NOT_DEPLOYED", { path: "the devnet's parameters" });
    this.devnet = devnet;
    this.manifest = settlement;
    this.l1 = new JsonRpcProvider(devnet.l1.url, devnet.manifest.l1ChainId, {
      ...{ staticNetwork: true, cacheTimeout: -1, pollingInterval: 50 },
    });
    this.#root = root;
    this.#directory = directory;
    this.#output = output;
    const bank = (name: string) => SettlementWallet.of(this.domain, keccak256(utf8(`bench: ${name}`)));
    this.#banks = [bank("a bank"), bank("another bank")];
  }

  static async open(hre: HardhatRuntimeEnvironment, output: Output): Promise<LaneStage> {
    const devnet = await Devnet.start({ hre, output });
    // Nobody but the prover is to have the processors.
    await devnet.closeNode();
    const directory = await mkdtemp(join(tmpdir(), "muniment-bench-"));
    return new LaneStage(devnet, hre.config.paths.root, directory, output);
  }

  get domain(): bigint {
    return BigInt(this.manifest.domain);
  }

  /** Who holds and by which rules, as L1 knows it. @throws BENCH_INVALID before the first prover */
  get roster(): Roster {
    if (this.#roster !== undefined) return this.#roster;
    throw new ProtocolError("BENCH_INVALID", { problem: "there is no roster yet" });
  }

  /** Where the prover answers. @throws BENCH_INVALID before the first one */
  get url(): string {
    if (this.#prover !== undefined) return this.#prover.url;
    throw new ProtocolError("BENCH_INVALID", { problem: "there is no prover yet" });
  }

  /** Trades that the banks' notes are enough for. */
  get capacity(): number {
    return this.#directions.reduce((sum, { trades }) => sum + trades, 0);
  }

  /** Starts a prover of batches of one size, in the place of the one before. */
  async startProver(size: BatchSize): Promise<void> {
    await this.#prover?.close();
    const srs = developmentSrs(this.#root, levelsFor([size]), this.#output);
    const clock = new DevnetClock();
    clock.set(await l1Time({ provider: this.l1 }));
    this.#prover = await DevnetSettlement.start({
      manifest: { ...this.devnet.manifest, settlement: this.manifest },
      ...{ provider: this.l1, root: this.#root, directory: this.#directory, clock },
      ...{ output: this.#output, srs, sizes: [size], greatestWait },
    });
    this.#roster ??= await this.#setRoster(this.#prover);
    await this.#untilReady();
  }

  /** The first bank pays bonds in, the second one cash. */
  async fund(): Promise<void> {
    const [one, other] = this.#banks;
    const ids = [await this.#shield(one, assets.bond), await this.#shield(other, assets.cash)];
    await this.untilFinal(ids);
  }

  /** DvPs that wait for their second signatures. @throws BENCH_INVALID when the notes are not enough */
  async prepare(count: number): Promise<ReadyTrade[]> {
    const place = { client: new ProverClient(this.url), now: await l1Time({ provider: this.l1 }) };
    const trades: ReadyTrade[] = [];
    while (trades.length < count) {
      const next = this.#directions.find(({ trades: possible }) => possible > 0);
      if (next === undefined) throw new ProtocolError("BENCH_INVALID", { problem: "the banks lack notes" });
      trades.push(await makeTrade(place, next.giver, next.taker));
    }
    return trades;
  }

  /** Trades, batch by batch, until the banks have notes for so many trades at once. @param size Of the prover's batches. */
  async grow(trades: number, size: BatchSize): Promise<void> {
    await this.#sync();
    while (this.capacity < trades) {
      this.#output.progress(`notes for ${trades.toString()} DvPs: ${this.capacity.toString()} so far`);
      const ready = await this.prepare(Math.min(size, this.capacity));
      await this.untilFinal(await Promise.all(ready.map((trade) => trade.accept())));
      await this.#sync();
    }
  }

  /**
   * Waits until L1 has operations for good.
   * @returns Where they are.
   * @throws BENCH_INVALID when one is refused, or they take too long
   */
  async untilFinal(ids: readonly Hex[]): Promise<OperationStanding[]> {
    const client = new ProverClient(this.url);
    for (let waited = 0; waited < mostWait; waited += interval) {
      const standings = await Promise.all(ids.map((id) => client.getOperation(id)));
      const refused = standings.find(({ status }) => status === "refused");
      if (refused !== undefined)
        throw new ProtocolError("BENCH_INVALID", { problem: `refused: ${refused.problem?.code ?? "?"}` });
      if (standings.every(({ status }) => status === "final")) return standings;
      await pause(interval);
    }
    throw new ProtocolError("BENCH_INVALID", { problem: "operations did not become FINAL" });
  }

  async close(): Promise<void> {
    await this.#prover?.close();
    this.l1.destroy();
    await this.devnet.close();
    await rm(this.#directory, { recursive: true, force: true });
  }

  /** Has the banks read what L1 has. */
  async #sync(): Promise<void> {
    const { contracts, l1Block: fromBlock } = this.devnet.manifest;
    const place = { rollup: contracts.Rollup.address, lane: this.manifest.lane };
    const query = { ...place, provider: this.l1, fromBlock };
    for (const bank of this.#banks) await syncWallet(bank, query);
  }

  get #directions() {
    const [one, other] = this.#banks;
    const direction = (giver: SettlementWallet, taker: SettlementWallet) => ({
      ...{ giver, taker },
      trades: Math.min(giver.free(assets.bond).length, taker.free(assets.cash).length),
    });
    return [direction(one, other), direction(other, one)];
  }

  async #setRoster(prover: DevnetSettlement): Promise<Roster> {
    const expiresAt = (await l1Time({ provider: this.l1 })) + day;
    const rule = { jurisdictions: [switzerland], cap };
    return prover.setRoster({
      holders: this.#banks.map(({ key }) => ({
        ...{ key: key.x, expiresAt, jurisdiction: switzerland, isFrozen: false },
      })),
      rules: Object.values(assets).map((asset) => ({ asset, ...rule, auditor: keyOf(randomElement()) })),
    });
  }

  /** The prover reads L1 and its rosters first. */
  async #untilReady(): Promise<void> {
    const client = new ProverClient(this.url);
    const isReady = () =>
      client.getRules().then(
        () => true,
        () => false,
      );
    for (let waited = 0; waited < mostWait; waited += interval) {
      if (await isReady()) return;
      await pause(interval);
    }
    throw new ProtocolError("BENCH_INVALID", { problem: "the prover does not become ready" });
  }

  async #shield(wallet: SettlementWallet, asset: bigint): Promise<Hex> {
    const operation = composeShield(
      { asset, amount },
      {
        wallet,
        auditorOf: auditorsOf(this.roster.rules),
        expiresAt: (await l1Time({ provider: this.l1 })) + patience,
        random: randomElement,
      },
    );
    const signer = await this.l1.getSigner(0);
    const contracts = connectSettlement(this.manifest, this.l1);
    const token = await contracts.SettlementGateway.tokenOf(asset);
    await (await TestCash__factory.connect(token, signer).mint(signer, amount)).wait();
    for (const call of await shieldUnits(contracts, operation)) await sendCall(signer, call);
    return (await new ProverClient(this.url).submitOperation(operation)).id;
  }
}
