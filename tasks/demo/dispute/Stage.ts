import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { PlayerProcess } from "@muniment/challenger";
import { type BlobArchive, FirstArchive } from "@muniment/derivation";
import { closeAll } from "@muniment/node";
import { type Hex, lastBlockOf } from "@muniment/protocol";
import {
  type Call,
  connectRollup,
  parseConfiguration,
  type RollupContracts,
  simulatedKey,
} from "@muniment/sdk";
import { computeAddress, HDNodeWallet, JsonRpcProvider, parseEther, parseUnits, Wallet } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { createContext } from "../../context/createContext.js";
import { tokenOf } from "../../context/tokenOf.js";
import { Devnet } from "../../devnet/Devnet.js";
import { developmentAccounts } from "../../devnet/developmentAccounts.js";
import { forgetDeployment } from "../../devnet/forgetDeployment.js";
import type { Output } from "../../output/Output.js";
import { quiet } from "../../output/quiet.js";
import { playerOptions } from "../../rollup/dispute/playerOptions.js";
import { deployContracts } from "../../rwa/deployContracts.js";
import { fiveStages } from "../../start/fiveStages.js";
import { type Parties, partiesOf } from "../../start/partiesOf.js";
import { Liar } from "./Liar.js";
import type { Players } from "./MoveTeller.js";

const NOTE = "examples/ev-charging-note";
/** The example's dates follow this day. */
const FIRST_DAY = "2026-12-01T00:00:00Z";
/**
 * Seconds in which a batch may be disputed: whoever watches the demonstration may take a break, and a dispute behind it is
 * over before the escape opens.
 */
const WINDOW = 1_200;
const POLL = 200;

/** Who sends a transaction on L2, and what. */
export interface Request {
  /** Address. */
  readonly from: string;
  /** Absent: a contract is created. */
  readonly to?: string;
  readonly value?: bigint;
  readonly data?: string;
  readonly gasLimit: bigint;
}

/**
 * Where the demonstration plays: an L1, a lane on it whose node took an asset through its five stages and was then
 * switched off, the committer, who lies from now on, and a challenger.
 */
export class Stage {
  readonly l1: JsonRpcProvider;
  readonly rollup: RollupContracts;
  readonly liar: Liar;
  readonly players: Players;
  /** Of the asset. */
  readonly token: string;
  readonly parties: Parties;
  readonly addressOf: (account: string) => string;
  readonly #devnet: Devnet;
  readonly #wallets: ReadonlyMap<string, HDNodeWallet>;
  readonly #nonces: ReadonlyMap<string, number>;
  readonly #closers: readonly (() => unknown)[];

  private constructor(parts: StageParts) {
    this.l1 = parts.l1;
    this.rollup = connectRollup(parts.devnet.manifest, parts.l1);
    this.liar = parts.liar;
    this.players = parts.players;
    this.token = parts.token;
    this.parties = parts.parties;
    this.addressOf = parts.addressOf;
    this.#devnet = parts.devnet;
    this.#wallets = parts.wallets;
    this.#nonces = parts.nonces;
    this.#closers = parts.closers;
  }

  /** Sets everything up. @throws what Devnet.start and the five stages throw; then nothing runs */
  static async open(hre: HardhatRuntimeEnvironment, output: Output): Promise<Stage> {
    const closers: (() => unknown)[] = [];
    try {
      return new Stage(await openStage(hre, output, closers));
    } catch (error) {
      await closeAll(closers).catch(() => undefined);
      throw error;
    }
  }

  get manifest(): Devnet["manifest"] {
    return this.#devnet.manifest;
  }

  /**
   * A signed transaction of a development account on L2, as it can follow the last right batch.
   * @param before Transactions of the account in the same batch before it.
   */
  async sign({ from, ...request }: Request, before = 0): Promise<Hex> {
    const wallet = this.#wallets.get(from.toLowerCase());
    const nonce = (this.#nonces.get(from.toLowerCase()) ?? 0) + before;
    const raw = await wallet?.signTransaction({
      ...{ type: 2, chainId: this.manifest.chainId, nonce },
      ...{ maxFeePerGas: parseUnits("10", "gwei"), maxPriorityFeePerGas: parseUnits("1", "gwei") },
      ...request,
    });
    return raw as Hex;
  }

  /** Has a development account send a call on L1. */
  async sendOnL1(from: string, { to, data, value }: Call): Promise<void> {
    const wallet = this.#wallets.get(from.toLowerCase())?.connect(this.l1);
    await (await wallet?.sendTransaction({ to, data, value }))?.wait();
  }

  /** Ends everything. */
  async close(): Promise<void> {
    await closeAll(this.#closers);
  }
}

interface StageParts extends Pick<Stage, "l1" | "liar" | "players" | "token" | "parties" | "addressOf"> {
  readonly devnet: Devnet;
  readonly wallets: ReadonlyMap<string, HDNodeWallet>;
  readonly nonces: ReadonlyMap<string, number>;
  readonly closers: readonly (() => unknown)[];
}

async function openStage(
  hre: HardhatRuntimeEnvironment,
  output: Output,
  closers: (() => unknown)[],
): Promise<StageParts> {
  const devnet = await Devnet.start({ hre, output, initialDate: FIRST_DAY, window: WINDOW });
  closers.unshift(() => devnet.close());
  const asset = await tokenizedAsset(hre, devnet, output);
  const { manifest } = devnet;
  const l1 = new JsonRpcProvider(devnet.l1.url, manifest.l1ChainId, {
    staticNetwork: true,
    cacheTimeout: -1,
  });
  closers.unshift(() => l1.destroy());
  await committed(devnet, output);
  // On disk, where it stays when the node is off.
  const archive = devnet.node.lane?.archive ?? new FirstArchive([]);
  const liar = new Liar({ manifest, l1, archive, key: simulatedKey("committer") });
  output.progress("executing the lane up to its last batch");
  await liar.follow();
  const { players, close } = await startChallenger(devnet, l1, archive);
  closers.unshift(close);
  const wallets = walletsOf();
  const nonces = await noncesOf(devnet, wallets);
  output.progress("switching the node off");
  await devnet.closeNode();
  return { ...asset, devnet, l1, liar, players, wallets, nonces, closers };
}

/** An asset that trades on L2, and who holds it. */
async function tokenizedAsset(hre: HardhatRuntimeEnvironment, devnet: Devnet, output: Output) {
  const connection = await devnet.connect(hre);
  const { root, ignition: ignitionFolder } = hre.config.paths;
  const path = join(root, "ignition", "parameters", "development.json");
  const configuration = parseConfiguration(path, await readFile(path, "utf8"));
  const deploymentId = `demo-${process.pid.toString()}`;
  output.progress("deploying the contracts of assets on L2");
  const manifest = await deployContracts({ connection, configuration, output, ignitionFolder, deploymentId });
  await forgetDeployment(ignitionFolder, deploymentId);
  const privateFolder = await mkdtemp(join(tmpdir(), "muniment-demo-"));
  try {
    const context = createContext({
      connection,
      manifest,
      mode: "send",
      output: quiet(output),
      privateFolder,
    });
    const advanceTo = async (time: bigint): Promise<void> => devnet.advanceTo(time);
    const walk = await fiveStages({ advanceTo, context, folder: join(root, NOTE) });
    const parties = await partiesOf(walk, walk.investors);
    const { addressOf } = context;
    return { token: await tokenOf(context, walk.asset), parties, addressOf };
  } finally {
    await rm(privateFolder, { recursive: true });
  }
}

/** Waits until L1 has all blocks of the node. */
async function committed({ node }: Devnet, output: Output): Promise<void> {
  const last = node.chain.latest.header.number;
  output.progress(`waiting until L1 has block ${last.toString()} and all before it`);
  const committedUpTo = (): bigint => {
    const header = node.lane?.watch.newest.batches.at(-1)?.header;
    return header === undefined ? 0n : lastBlockOf(header);
  };
  while (committedUpTo() < last) await pause(POLL);
}

async function startChallenger(
  { manifest, l1: { connection } }: Devnet,
  l1: JsonRpcProvider,
  archive: BlobArchive,
) {
  const directory = await mkdtemp(join(tmpdir(), "muniment-challenger-"));
  const key = simulatedKey("challenger");
  const [rich] = await connection.ethers.getSigners();
  await (await rich?.sendTransaction({ to: computeAddress(key), value: parseEther("10") }))?.wait();
  const options = playerOptions(
    manifest,
    { role: "challenger" },
    {
      ...{ directory, l1, key, archive, pollInterval: POLL, confirmations: 1, proveLevel: 0 },
      feeLimit: parseUnits("1000", "gwei"),
    },
  );
  const player = await PlayerProcess.start(options);
  const close = async (): Promise<void> => {
    await player.close();
    await rm(directory, { recursive: true });
  };
  const committer = new Wallet(simulatedKey("committer")).address.toLowerCase() as Hex;
  return { close, players: { [committer]: "sequencer", [player.account]: "challenger" } };
}

function walletsOf(): ReadonlyMap<string, HDNodeWallet> {
  const branch = HDNodeWallet.fromPhrase(developmentAccounts.mnemonic, "", "m/44'/60'/0'/0");
  const wallets = Array.from({ length: developmentAccounts.count }, (_, index) => branch.deriveChild(index));
  return new Map(wallets.map((wallet) => [wallet.address.toLowerCase(), wallet]));
}

async function noncesOf({ node }: Devnet, wallets: ReadonlyMap<string, HDNodeWallet>) {
  const l2 = new JsonRpcProvider(node.url);
  const asked = [...wallets.keys()].map(
    async (address) => [address, await l2.getTransactionCount(address)] as const,
  );
  const nonces = new Map(await Promise.all(asked));
  l2.destroy();
  return nonces;
}
