import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeAll } from "@muniment/node";
import { type Hex, keccak256, lastBlockOf, utf8 } from "@muniment/protocol";
import { type DisputeTranscript, getDisputes, simulatedKey, writeRollupManifest } from "@muniment/sdk";
import { computeAddress, JsonRpcProvider } from "ethers";
import { AnvilDevnet } from "./AnvilDevnet.js";
import { BlobServer } from "./BlobServer.js";
import { CommandProcess } from "./CommandProcess.js";
import { wait } from "./wait.js";

/** Seconds in which a batch may be disputed. */
const window = 1_200;
/** Milliseconds between two looks at L1. */
const interval = 100;
const challengerKey = keccak256(utf8("challenger"));

/**
 * A lane on anvil with a right batch whose node is off, so that who lies may commit; and processes that play about it.
 */
export class DisputedLane {
  readonly world: AnvilDevnet;
  readonly l1: JsonRpcProvider;
  readonly window = window;
  readonly challengerAddress = computeAddress(challengerKey).toLowerCase() as Hex;
  readonly #closers: (() => unknown)[];
  readonly #folder: string;
  readonly #blobs: BlobServer;

  private constructor(
    parts: Pick<DisputedLane, "world" | "l1"> & { readonly folder: string; readonly blobs: BlobServer },
    closers: (() => unknown)[],
  ) {
    this.world = parts.world;
    this.l1 = parts.l1;
    this.#folder = parts.folder;
    this.#blobs = parts.blobs;
    this.#closers = closers;
  }

  /** Has a transaction of L2 committed and the node switched off. */
  static async open(): Promise<DisputedLane> {
    const closers: (() => unknown)[] = [];
    try {
      const world = await AnvilDevnet.start({ window });
      closers.unshift(() => world.close());
      const { devnet, anvil } = world;
      const folder = await mkdtemp(join(tmpdir(), "muniment-lies-"));
      closers.push(() => rm(folder, { recursive: true }));
      await writeRollupManifest(manifestIn(folder), devnet.manifest);
      const blobs = await BlobServer.start(anvil);
      closers.unshift(() => blobs.close());
      const options = { staticNetwork: true, cacheTimeout: -1 };
      const l1 = new JsonRpcProvider(anvil.url, devnet.manifest.l1ChainId, options);
      l1.pollingInterval = interval;
      closers.unshift(() => l1.destroy());
      await anvil.call("anvil_setBalance", computeAddress(challengerKey), `0x${(10n ** 19n).toString(16)}`);
      const lane = new DisputedLane({ world, l1, folder, blobs }, closers);
      await lane.#commit();
      await devnet.closeNode();
      return lane;
    } catch (error) {
      await closeAll(closers).catch(() => undefined);
      throw error;
    }
  }

  /** Starts `rollup challenge`. */
  async challenger(): Promise<CommandProcess> {
    return this.#player("challenge", challengerKey);
  }

  /** Starts `rollup defend`, as who moves for the committer. */
  async defender(): Promise<CommandProcess> {
    return this.#player("defend", simulatedKey("defender"));
  }

  /** Starts a committer that lies as it is told. */
  async liar(): Promise<CommandProcess> {
    const { anvil } = this.world;
    const args = [manifestIn(this.#folder), anvil.url, this.#blobs.url];
    const liar = CommandProcess.script("test/e2e/chain/helpers/runLiar.ts", args);
    this.#closers.unshift(() => liar.stop());
    await liar.said(/"ready":true/);
    return liar;
  }

  /** Disputes about a batch, or all. */
  async disputes(digest?: Hex): Promise<DisputeTranscript[]> {
    const { manifest } = this.world.devnet;
    const query = { fromBlock: manifest.l1Block, ...(digest === undefined ? {} : { digest }) };
    return getDisputes(this.l1, manifest.contracts.DisputeGame.address, query);
  }

  /** Has a liar lie. @returns The digest of the batch that it commits. */
  async lie(liar: CommandProcess, name: string): Promise<Hex> {
    const from = liar.text.length;
    liar.tell(name);
    return wait(`the lie ${name}`, () => {
      const found = /"digest":"(0x[0-9a-f]{64})"/.exec(liar.text.slice(from))?.[1];
      return Promise.resolve(found as Hex | undefined);
    });
  }

  /** Waits until the only dispute about a batch is over. */
  async end(digest: Hex): Promise<DisputeTranscript> {
    return wait(`the end of the dispute about ${digest}`, async () => {
      const [dispute] = await this.disputes(digest);
      return dispute?.end === undefined ? undefined : dispute;
    });
  }

  /** Lets so many seconds pass on L1. */
  async pass(seconds: number): Promise<void> {
    await this.world.anvil.call("evm_increaseTime", seconds);
    await this.world.anvil.call("evm_mine");
  }

  /** Ends everything, whatever fails. */
  async close(): Promise<void> {
    await closeAll(this.#closers);
  }

  async #player(verb: string, key: Hex): Promise<CommandProcess> {
    const { anvil, devnet } = this.world;
    const player = CommandProcess.hardhat(
      ["rollup", verb],
      {
        ...{ directory: join(this.#folder, verb), manifest: manifestIn(this.#folder) },
        ...{ "l1-url": anvil.url, archive: this.#blobs.url, as: computeAddress(key) },
        rollup: devnet.manifest.contracts.Rollup.address,
      },
      key,
    );
    this.#closers.unshift(() => player.stop());
    await player.said(/Playing\. Ctrl-C ends it\./);
    return player;
  }

  async #commit(): Promise<void> {
    const { two, devnet } = this.world;
    const [alice, bob] = await two.ethers.getSigners();
    const receipt = await (await alice!.sendTransaction({ to: bob!.address, value: 1n })).wait();
    const block = BigInt(receipt?.blockNumber ?? 0);
    await wait("a commit", () => {
      const last = devnet.node.lane?.watch.newest.batches.at(-1)?.header;
      return Promise.resolve((last !== undefined && lastBlockOf(last) >= block) || undefined);
    });
  }
}

const manifestIn = (folder: string): string => join(folder, "31337", "rollup-1.json");
