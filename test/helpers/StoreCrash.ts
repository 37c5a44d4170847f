import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, statSync, truncateSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type BlockLog, openState, readLog, type State } from "../../packages/executor/src/index.js";
import { segmentsOf } from "../../packages/executor/src/state/log/segments.js";
import { readManifest } from "../../packages/executor/src/state/snapshot/manifestFile.js";
import { encodeHeader, toHex } from "../../packages/protocol/src/index.js";
import { storedRuntime, type StoreTask } from "./storeChild.js";
import { executeStored, generator, storedGenesis, storedTransactions } from "./storedChain.js";

const starter = new URL("../../packages/executor/src/workers/startWorker.ts", import.meta.url).href;
const child = new URL("./storeChild.ts", import.meta.url).href;

/** What a killed process had said. */
interface Acknowledged {
  readonly block: number;
  readonly file: string;
  readonly size: number;
}

/** One directory that processes write to and are killed, time and again, and what must be in it. */
export class StoreCrash {
  /**
   * How often a tail was cut off, a snapshot was loaded, the process had said nothing, the log was without its beginning,
   * a snapshot had been given up half changed; and the blocks in the end.
   */
  readonly seen = { cuts: 0, snapshots: 0, blocks: 0, silent: 0, pruned: 0, halfChanged: 0 };
  readonly #directory: string;
  readonly #chain: StoreTask["chain"];
  readonly #random: () => number;
  readonly #reference = storedGenesis(storedRuntime);
  /** Headers of the chain as it is without crashes. */
  readonly #headers = [this.#reference.entry.header];

  constructor(directory: string, seed: number) {
    this.#directory = directory;
    this.#chain = { seed, size: 12 };
    this.#random = generator(seed);
  }

  /**
   * Starts a process, kills it, and checks what it leaves.
   * @param loss Whether what was not synced is then damaged, as a loss of power may do.
   */
  async round(loss: boolean): Promise<void> {
    const acknowledged = await this.#runAndKill();
    if (acknowledged === undefined) this.seen.silent++;
    if (loss && acknowledged !== undefined) this.#lose(acknowledged);
    this.#check(acknowledged?.block ?? 0);
  }

  /** @returns The last block that it said to be safe; undefined when it was killed before it said anything. */
  async #runAndKill(): Promise<Acknowledged | undefined> {
    const segmentBytes = 20_000 + (this.#random() % 60_000);
    const data: StoreTask = {
      ...{ directory: this.#directory, chain: this.#chain, seed: this.#random(), segmentBytes },
    };
    const task = `{ module: new URL(${JSON.stringify(child)}), run: "runStore", data: ${JSON.stringify(data)} }`;
    const script = `const { startWorker } = await import(${JSON.stringify(starter)}); startWorker(${task});`;
    const running = spawn(process.execPath, ["--input-type=module", "--eval", script], {
      env: { ...process.env, NODE_OPTIONS: "" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    // Mostly after its first word, sometimes before: while it opens the directory.
    const early = this.#random() % 10 === 0;
    const delay = this.#random() % 400;
    const kill = (): void => void running.kill("SIGKILL");
    let timer: NodeJS.Timeout | undefined = early ? setTimeout(kill, delay) : undefined;
    running.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      timer ??= setTimeout(kill, delay);
    });
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
      running.on("close", (...end) => resolve(end)),
    );
    clearTimeout(timer);
    expect([code, signal], "the process ended by itself").to.deep.equal([null, "SIGKILL"]);
    // The last line may be cut off.
    const line =
      said
        .slice(0, said.lastIndexOf("\n") + 1)
        .trim()
        .split("\n")
        .at(-1) ?? "";
    if (line === "") return undefined;
    const [block = "", file = "", size = ""] = line.split(" ");
    return { block: Number(block), file, size: Number(size) };
  }

  /** Cuts the log's last segment, or zeroes sectors of it, behind what was synced. */
  #lose({ file, size }: Acknowledged): void {
    const last = segmentsOf(this.#directory).at(-1);
    if (last === undefined) return;
    const end = statSync(last.path).size;
    // A newer segment than the acknowledged one was made safe with its header, and nothing else.
    const safe = last.path === join(this.#directory, file) ? size : Math.min(40, end);
    if (this.#random() % 2 === 0) {
      truncateSync(last.path, safe + (this.#random() % (end - safe + 1)));
      return;
    }
    const fd = openSync(last.path, "r+");
    for (let at = safe; at < end; at = 512 * (Math.floor(at / 512) + 1)) {
      const room = Math.min(end, 512 * (Math.floor(at / 512) + 1)) - at;
      if (this.#random() % 3 === 0) writeSync(fd, new Uint8Array(room), 0, room, at);
    }
    closeSync(fd);
  }

  #check(acknowledged: number): void {
    const { state, log, header, report } = openState({
      ...{ directory: this.#directory, runtime: storedRuntime },
      genesis: () => storedGenesis(storedRuntime),
    });
    const height = Number(header.number);
    expect(height, "an acknowledged block is lost").to.be.at.least(acknowledged);
    this.#execute(height + 3);
    expect(toHex(encodeHeader(header)), `block ${height}`).to.equal(toHex(this.#headers[height]!));
    expect(state.root).to.equal(header.stateRoot);
    this.#checkLog(height);
    this.#goOn(state, log, height);
    log.close();
    if (report.log.cut !== undefined) this.seen.cuts++;
    if (report.load?.snapshot !== undefined) {
      this.seen.snapshots++;
      const isSingle = readManifest(this.#directory).snapshots.length === 1;
      if (isSingle && existsSync(join(this.#directory, "snapshot-b.accounts"))) this.seen.halfChanged++;
    }
    expect(report.load?.damaged ?? []).to.deep.equal([]);
    this.seen.blocks = height;
  }

  /** Goes on with the chain without crashes. */
  #execute(height: number): void {
    while (this.#headers.length <= height) {
      const parent = this.#headers.at(-1)!;
      this.#headers.push(executeStored(this.#chain, this.#reference.state, parent).header);
    }
  }

  /** Every block that the log still holds is the one that was executed. */
  #checkLog(height: number): void {
    const first = Number(segmentsOf(this.#directory)[0]?.first);
    if (first > 0) this.seen.pruned++;
    for (const { entry } of readLog(this.#directory, BigInt(first), BigInt(height))) {
      const number = Number(entry.number);
      expect(toHex(entry.header)).to.equal(toHex(this.#headers[number]!));
      const sent = number === 0 ? [] : storedTransactions(this.#chain, number);
      expect(toHex(entry.transactions.bytes)).to.equal(toHex(Buffer.concat(sent)));
    }
  }

  /** The recovered state executes and logs the next blocks as the chain without crashes does. */
  #goOn(state: State, log: BlockLog, height: number): void {
    for (let number = height + 1; number <= height + 3; number++) {
      const entry = executeStored(this.#chain, state, this.#headers[number - 1]!);
      expect(toHex(entry.header), `block ${number} after a restart`).to.equal(toHex(this.#headers[number]!));
      log.append(entry);
    }
    log.sync();
  }
}
