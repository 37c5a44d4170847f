import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Derivation, DirectoryArchive } from "@muniment/derivation";
import {
  Challenger,
  Defender,
  DisputeLog,
  DisputeMetrics,
  LaneWatch,
  type PlayerOptions,
  type PlayerParts,
  type PlayerRole,
} from "@muniment/challenger";
import { encodeBatchHeader, type Hex, keccak256, type ProtocolError, utf8 } from "@muniment/protocol";
import { FileSendJournal, getDisputes, ReliableSender } from "@muniment/sdk";
import { id, keccak256 as hashOf, parseEther, Wallet, ZeroHash } from "ethers";
import { pino } from "pino";
import { evidence, type L1Connection, lane } from "../../L1/helpers/deployL1.js";
import { deployFamilies } from "../../L1/dispute/machine/helpers/deployFamilies.js";
import { signBatch } from "../../L1/helpers/batches.js";
import { passTime } from "../../L1/helpers/setUpL1.js";
import { type MadeBatch, RealLane } from "../../derivation/helpers/RealLane.js";
import { chainId, lower } from "../../executor/transition/helpers/chain.js";
import { HardhatRpc } from "../../node/helpers/HardhatRpc.js";

/** Terms of the game; times in seconds. */
export const terms = { bond: parseEther("0.5"), clock: 600n, replyTime: 60n };

/** Who is who, by their names. */
const walletOf = (name: string): Wallet => new Wallet(keccak256(utf8(name)));

/** A lane on the real contracts, its game, and players. */
export class Arena {
  readonly troubles: ProtocolError[] = [];
  /** Who commits, as RealLane has it. */
  readonly committer: Wallet;
  readonly #directory = mkdtempSync(join(tmpdir(), "muniment-dispute-"));
  /** Where players find blobs. */
  readonly archive = new DirectoryArchive(join(this.#directory, "blobs"));

  /** The game's, wei. */
  readonly bond = terms.bond;
  readonly real: RealLane;
  readonly game: Hex;
  readonly provider: HardhatRpc;

  private constructor(real: RealLane, game: Hex, provider: HardhatRpc) {
    this.real = real;
    this.game = game;
    this.provider = provider;
    this.committer = new Wallet(hashOf("0x01"), provider);
  }

  /** Opens the lane and names its game through the timelock. */
  static async open(
    connection: L1Connection,
    { verifiedChain = Number(chainId) }: { readonly verifiedChain?: number } = {},
  ): Promise<Arena> {
    const real = await RealLane.open(connection);
    const { ethers } = connection;
    const { verifier } = await deployFamilies(verifiedChain, real.queue, connection);
    const { rollup, policy, guardian } = real.l1;
    const parts = { rollup, policy, guardian, verifier };
    const game = await ethers.deployContract("DisputeGame", [parts, terms]);
    const address = lower(await game.getAddress());
    await govern(real, policy.interface.encodeFunctionData("setGame", [lane, address]));
    const provider = new HardhatRpc(connection, 31_337n);
    const arena = new Arena(real, address, provider);
    await arena.fund(walletOf("delegate").address);
    await game.connect(arena.committer.connect(ethers.provider)).setDelegate(walletOf("delegate").address);
    return arena;
  }

  close(): void {
    this.provider.destroy();
    rmSync(this.#directory, { recursive: true });
  }

  async fund(address: string): Promise<void> {
    await this.real.l1.actors.deployer.sendTransaction({ to: address, value: parseEther("100") });
  }

  /** The contract, for a signer or to read. */
  async contract(by: Wallet | HardhatRpc = this.provider) {
    const { ethers } = this.real.l1.connection;
    const game = await ethers.getContractAt("DisputeGame", this.game);
    return game.connect(by);
  }

  /** A challenger; one of the same name goes on with the same journal. */
  async challenger(name = "challenger", options: Partial<PlayerOptions> = {}): Promise<Challenger> {
    const wallet = walletOf(name);
    if ((await this.provider.getBalance(wallet.address)) === 0n) await this.fund(wallet.address);
    return new Challenger(await this.#parts(wallet, "challenger"), this.#options(wallet, options));
  }

  /** A defender of the committer's batches, as its delegate. */
  async defender(options: Partial<PlayerOptions> = {}): Promise<Defender> {
    const wallet = walletOf("delegate");
    const common = this.#options(wallet, options);
    const own = { committer: lower(this.committer.address), batchBond: parseEther("1") };
    return new Defender(await this.#parts(wallet, "defender"), { ...common, ...own });
  }

  /** Proves the lane's first batch, by a verifier that stands for one of validity proofs. */
  async proveFirst(): Promise<void> {
    const { ethers } = this.real.l1.connection;
    const { policy, rollup } = this.real.l1;
    const prover = await ethers.deployContract("ProofVerifierMock", [id("prover")]);
    const address = await prover.getAddress();
    const data = policy.interface.encodeFunctionData("setVerifier", [lane, evidence.proven, address]);
    await govern(this.real, data);
    await this.real.produce({ blocks: [{ transactions: [] }] });
    const range = hashOf(await rollup.digestOf(lane, 1n));
    await rollup.prove(lane, 1n, await prover.proofOf(range));
  }

  /** Has the lane ask for SECURED, as governance does. */
  async askSecured(): Promise<void> {
    const { policy, parameters } = this.real.l1;
    const rule = { evidence: evidence.secured, window: parameters.window };
    await govern(this.real, policy.interface.encodeFunctionData("setLaneRule", [lane, rule]));
  }

  /** Makes the lane's first batches FINAL: attested, and their window over. */
  async finalize(count: number): Promise<void> {
    const { l1, made } = this.real;
    for (let index = 1; index <= count; index++) {
      const digest = await l1.rollup.digestOf(lane, index);
      await l1.rollup.attest(lane, index, await signBatch(l1, digest as Hex));
    }
    await passTime(l1, l1.parameters.window + 1n);
    await l1.rollup.finalize(encodeBatchHeader((made[count - 1] as MadeBatch).input.header));
  }

  /** All disputes as the events tell them. */
  async disputes() {
    return getDisputes(this.provider, this.game, { lane: Number(lane), fromBlock: 0 });
  }

  addressOf(name: string): Hex {
    return lower(walletOf(name).address);
  }

  /** Lets so many seconds pass on L1. */
  async pass(seconds: bigint): Promise<void> {
    await passTime(this.real.l1, seconds);
  }

  #options({ address }: Wallet, options: Partial<PlayerOptions>): PlayerOptions {
    return { lane: Number(lane), game: this.game, account: lower(address), ...options };
  }

  async #parts(wallet: Wallet, role: PlayerRole): Promise<PlayerParts> {
    const { real, provider, game } = this;
    const l1 = real.client();
    const tools = { l1, reader: real.reader(l1), archive: this.archive };
    const derivation = new Derivation(real.derivationOptions, tools);
    const sender = await ReliableSender.open({
      ...{ provider, wallet: wallet.connect(provider), confirmations: 1, feeLimit: 1_000n * 10n ** 9n },
      journal: await FileSendJournal.open(join(this.#directory, wallet.address)),
    });
    return {
      lane: new LaneWatch({ derivation, replica: real.newReplica() }),
      disputes: new DisputeLog({ game, fromBlock: real.deployedAt, depth: 4n }, { l1 }),
      ...{ l1: provider, sender },
      metrics: new DisputeMetrics(role),
      log: pino({ level: "silent" }),
      onTrouble: (trouble) => this.troubles.push(trouble),
    };
  }
}

/** Names the lane's game or a verifier of it, as governance does. */
async function govern({ l1 }: RealLane, data: string): Promise<void> {
  const { policy, timelock, actors, parameters } = l1;
  const call = [await policy.getAddress(), 0n, data, ZeroHash, id(data)] as const;
  await timelock.connect(actors.proposer).schedule(...call, parameters.timelockDelay);
  await passTime(l1, parameters.timelockDelay + 1n);
  await timelock.connect(actors.proposer).execute(...call);
}
