import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Worker } from "node:worker_threads";

import { roomyCapacity, startWorker } from "@muniment/executor";
import { closeAll, Node, openGenesis } from "@muniment/node";
import { type Hex, ProtocolError } from "@muniment/protocol";
import type { BatchSize } from "@muniment/prover";
import { simulatedKey, type RollupManifest, type RollupParameters } from "@muniment/sdk";
import { computeAddress, JsonRpcProvider, parseUnits } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { pino, type Logger } from "pino";

import type { Connection } from "../context/Connection.js";
import type { Output } from "../output/Output.js";
import { deployRollup } from "../rollup/deployRollup.js";
import { rollupParameters } from "../rollup/rollupParameters.js";
import { checkPort } from "./checkPort.js";
import type { AttesterTask, ThreadReport } from "./AttesterTask.js";
import type { DefenderTask } from "./DefenderTask.js";
import { developmentSrs } from "../settle/proving/developmentSrs.js";
import { levelsFor } from "../settle/proving/proverFiles.js";
import type { ProverOptions } from "../settle/proving/startProver.js";
import { forgetDeployment } from "./forgetDeployment.js";
import { forgetLostDeployments } from "./forgetLostDeployments.js";
import { DevnetClock } from "./DevnetClock.js";
import { DevnetSettlement } from "./DevnetSettlement.js";
import { startL1, type DevnetL1 } from "./startL1.js";

/** Parameters of {@link Devnet.start}. */
export interface DevnetOptions {
  readonly hre: HardhatRuntimeEnvironment;
  readonly output: Output;
  /** An L1 that runs already; embedded without it. */
  readonly l1Url?: string;
  /** Port of the node's RPC; any free one without it. */
  readonly port?: number;
  /** Port of the embedded L1's. */
  readonly l1Port?: number;
  /** Day on which the embedded L1 begins, today without it. */
  readonly initialDate?: string;
  /** Blocks of L1 on an item before the node takes it; the manifest's depth without it. */
  readonly itemDepth?: bigint;
  /** Seconds in which a batch may be disputed; those of the parameters without it. */
  readonly window?: number;
  /** Whether the settlement lane's prover runs, and by which circuits; those of two operations for `true`. */
  readonly proving?: boolean | readonly BatchSize[];
  /** Told what the node has to say; standard output, if at all, without it. */
  readonly log?: Logger;
}

/** Milliseconds between two looks at L1. */
const pollInterval = 250;
/** Milliseconds that a block waits for others to be committed with it. */
const greatestAge = 1_000;
/** Milliseconds between two looks at the fee oracle, and that it is waited for. */
const [feesInterval, feesPatience] = [20, 30_000];

/**
 * An L1, a rollup on it, its node, attesters with SIMULATED keys, the committer's defender and, where it is asked for, the
 * settlement lane's prover, in this process.
 */
export class Devnet {
  readonly l1: DevnetL1;
  readonly manifest: RollupManifest;
  readonly node: Node;
  /** The settlement lane's prover and registrars; undefined when they were not asked for. */
  readonly settlement: DevnetSettlement | undefined;
  readonly #clock: DevnetClock;
  readonly #closers: readonly (() => unknown)[];
  /** Of the node, and of who works with it. */
  readonly #nodeClosers: (() => unknown)[];

  private constructor(
    parts: Pick<Devnet, "l1" | "manifest" | "node" | "settlement">,
    clock: DevnetClock,
    { closers, nodeClosers }: Closers,
  ) {
    this.l1 = parts.l1;
    this.manifest = parts.manifest;
    this.node = parts.node;
    this.settlement = parts.settlement;
    this.#clock = clock;
    this.#closers = closers;
    this.#nodeClosers = nodeClosers;
  }

  /** Starts everything. @throws what deployRollup and Node.open throw; then nothing runs */
  static async start(options: DevnetOptions): Promise<Devnet> {
    const { hre, output } = options;
    const closers: (() => unknown)[] = [];
    const nodeClosers: (() => unknown)[] = [];
    try {
      // The node comes last: nobody should wait a minute to learn that its port is taken.
      if (options.port !== undefined)
        await checkPort({ host: "127.0.0.1", port: options.port, what: "The node" });
      const proving = provingParts(options);
      const l1 = await startL1(options);
      closers.unshift(() => l1.close());
      const parameters = await parametersOf(options);
      const ignitionFolder = hre.config.paths.ignition;
      await forgetLostDeployments(ignitionFolder);
      const deploymentId = `devnet-l1-${process.pid.toString()}`;
      closers.push(async () => forgetDeployment(ignitionFolder, deploymentId));
      const { connection } = l1;
      const manifest = await deployRollup({
        ...{ connection, parameters, output, ignitionFolder, deploymentId },
      });
      const directory = await mkdtemp(join(tmpdir(), "muniment-devnet-"));
      closers.push(async () => rm(directory, { recursive: true, force: true }));
      const clock = new DevnetClock();
      clock.set(await l1.time());
      const provider = new JsonRpcProvider(l1.url, manifest.l1ChainId, {
        ...{ staticNetwork: true, cacheTimeout: -1 },
      });
      closers.unshift(() => provider.destroy());
      closers.unshift(async () => closeAll(nodeClosers.splice(0)));
      output.progress("starting the node and its attesters");
      const node = await openNode(manifest, { directory, provider, clock, l1, options });
      nodeClosers.unshift(() => node.close());
      await feesTold(node, output);
      const attesters = startAttesters(manifest, { directory, l1Url: l1.url, nodeUrl: node.url, output });
      nodeClosers.unshift(() => attesters.terminate());
      const { batchGwei } = parameters.bonds;
      const world = { directory, l1Url: l1.url, nodeUrl: node.url, output };
      const defender = startDefender(manifest, world, {
        ...{ batchBond: parseUnits(batchGwei.toString(), "gwei"), blobProofs: l1.blobProofs },
      });
      nodeClosers.unshift(() => defender.terminate());
      const settlement = await startSettlement(manifest, proving, { directory, provider, clock, options });
      if (settlement !== undefined) closers.unshift(() => settlement.close());
      return new Devnet({ l1, manifest, node, settlement }, clock, { closers, nodeClosers });
    } catch (error) {
      await closeAll(closers).catch(() => undefined);
      throw error;
    }
  }

  /** A connection of Hardhat's to the node, with the development accounts. */
  async connect(hre: HardhatRuntimeEnvironment): Promise<Connection> {
    return hre.network.create({ network: "localhost", override: { url: this.node.url } });
  }

  /** Moves the clocks of both chains to a time, Unix seconds, unless they are past it already. */
  async advanceTo(time: bigint): Promise<void> {
    if (BigInt(Math.floor(this.#clock.now() / 1000)) < time) {
      await this.l1.advanceTo(time);
      this.#clock.set(time);
    }
    await this.node.sequencer.beat();
  }

  /** Ends the node and who works with it, as when a sequencer is switched off; L1 runs on. */
  async closeNode(): Promise<void> {
    await closeAll(this.#nodeClosers.splice(0));
  }

  /** Closes everything, whatever fails. @throws what failed first */
  async close(): Promise<void> {
    await closeAll(this.#closers);
  }
}

/** What ends a devnet's parts, those that were started last first. */
interface Closers {
  readonly closers: readonly (() => unknown)[];
  readonly nodeClosers: (() => unknown)[];
}

async function parametersOf({ hre, window }: DevnetOptions): Promise<RollupParameters> {
  const parameters = await rollupParameters(hre.config.paths.root);
  if (window === undefined) return parameters;
  return { ...parameters, finality: { ...parameters.finality, window } };
}

/** What the prover proves with; none where no prover is asked for. */
type ProvingParts = Pick<ProverOptions, "sizes" | "srs">;

/** The SRS is made before anything runs: that takes half a minute in which nothing else would be answered. */
function provingParts({ hre, output, proving = false }: DevnetOptions): ProvingParts | undefined {
  if (proving === false) return undefined;
  const sizes = proving === true ? ([2] as const) : proving;
  return { sizes, srs: developmentSrs(hre.config.paths.root, levelsFor(sizes), output) };
}

async function startSettlement(
  manifest: RollupManifest,
  parts: ProvingParts | undefined,
  { directory, provider, clock, options }: Omit<NodeWorld, "l1">,
): Promise<DevnetSettlement | undefined> {
  const { hre, output, log } = options;
  const { settlement } = manifest;
  if (parts === undefined) return undefined;
  if (settlement === undefined) {
    throw new ProtocolError("SETTLEMENT_NOT_DEPLOYED", { path: "the devnet's parameters" });
  }
  return DevnetSettlement.start({
    ...{ manifest: { ...manifest, settlement }, provider, clock, output, root: hre.config.paths.root },
    ...{ directory: join(directory, "settlement"), ...parts },
    ...(log === undefined ? {} : { log }),
  });
}

interface NodeWorld {
  readonly directory: string;
  readonly provider: JsonRpcProvider;
  readonly clock: DevnetClock;
  readonly l1: DevnetL1;
  readonly options: DevnetOptions;
}

async function openNode(
  manifest: RollupManifest,
  { directory, provider, clock, l1, options }: NodeWorld,
): Promise<Node> {
  const { contracts, l1Depth = 1 } = manifest;
  const lower = (name: keyof typeof contracts): Hex => contracts[name].address.toLowerCase() as Hex;
  const l1ChainId = BigInt(manifest.l1ChainId);
  const { itemDepth = BigInt(l1Depth), log = pino({ level: process.env["MUNIMENT_LOG"] ?? "silent" }) } =
    options;
  return Node.open(
    {
      directory: join(directory, "lane"),
      ...{ chainId: BigInt(manifest.chainId), lane: manifest.lane, epoch: 0n },
      genesis: openGenesis(manifest).node,
      ...{ capacity: roomyCapacity, workers: 1 },
      ...(options.port === undefined ? {} : { port: options.port }),
      signing: {
        key: simulatedKey("sequencer"),
        domain: { chainId: l1ChainId, verifyingContract: lower("SequencerBond") },
      },
      l1: {
        ...{ provider, chainId: l1ChainId, pollInterval },
        contracts: {
          ...{ rollup: lower("Rollup"), queue: lower("MessageQueue") },
          ...{ policy: lower("FinalityPolicy"), attesters: lower("AttesterRegistry") },
        },
        fromBlock: BigInt(manifest.l1Block),
        ...{ confirmations: l1Depth, itemDepth },
        batcher: {
          ...{ key: simulatedKey("committer"), feeLimit: parseUnits("1000", "gwei"), greatestAge },
          terms: { kind: "blobs", mostBlobs: 6, blobProofs: l1.blobProofs },
        },
        // A development L1's base fee falls with each of its blocks, which are a second apart.
        feeOracle: { key: simulatedKey("fee-oracle"), percent: 25 },
      },
    },
    { clock, log },
  );
}

/**
 * Waits for the first figures of the L1 fee oracle: with them the pool begins to ask for tips, and clients that asked for
 * advice before would be refused.
 */
async function feesTold(node: Node, output: Output): Promise<void> {
  for (let waited = 0; node.l1Fees.updatedAt === 0n; waited += feesInterval) {
    if (waited >= feesPatience) {
      output.line(
        "The L1 fee oracle has not been told what L1 charges; tips that are advised now may be too low.",
      );
      return;
    }
    await sleep(feesInterval);
  }
}

interface ThreadWorld {
  readonly directory: string;
  readonly l1Url: string;
  readonly nodeUrl: string;
  readonly output: Output;
}

function startAttesters(
  manifest: RollupManifest,
  { directory, l1Url, nodeUrl, output }: ThreadWorld,
): Worker {
  const task: AttesterTask = {
    ...{ manifest, l1Url, pollInterval, blobs: `${nodeUrl}/blobs` },
    keys: ["attester-1", "attester-2"].map(simulatedKey),
    payer: simulatedKey("attester-1"),
    directory: join(directory, "attesters"),
  };
  const worker = startWorker({
    module: new URL("./runAttesters.ts", import.meta.url),
    run: "runAttesters",
    data: task,
  });
  return heard(worker, "Attesters", output);
}

/** Defends what the node commits; challengers there are none, whose bonds a development chain would have to pay. */
function startDefender(
  manifest: RollupManifest,
  { directory, l1Url, nodeUrl, output }: ThreadWorld,
  terms: Pick<DefenderTask, "batchBond" | "blobProofs">,
): Worker {
  const task: DefenderTask = {
    ...{ manifest, l1Url, pollInterval, blobs: `${nodeUrl}/blobs`, ...terms },
    key: simulatedKey("defender"),
    committer: computeAddress(simulatedKey("committer")).toLowerCase() as Hex,
    directory: join(directory, "defender"),
  };
  const module = new URL("./runDefender.ts", import.meta.url);
  return heard(startWorker({ module, run: "runDefender", data: task }), "The defender", output);
}

/** Says when a thread has stopped. */
function heard(worker: Worker, name: string, output: Output): Worker {
  worker.on("message", ({ kind, problem }: ThreadReport) => {
    if (kind === "failed") output.line(`${name} stopped: ${problem}`);
  });
  worker.on("error", (error) => {
    const problem = error instanceof Error ? error.message : String(error);
    output.line(`${name} stopped: ${problem}`);
  });
  return worker;
}
