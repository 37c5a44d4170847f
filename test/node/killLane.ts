import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { HttpArchive } from "@muniment/derivation";
import type { Hex } from "@muniment/protocol";
import { expect } from "chai";
import { JsonRpcProvider, Network, Wallet } from "ethers";
import { network } from "hardhat";
import { lane } from "../L1/helpers/deployL1.js";
import { RealLane } from "../derivation/helpers/RealLane.js";
import { chainId, lower, other, sender } from "../executor/transition/helpers/chain.js";
import { generator } from "../helpers/storedChain.js";
import { followLane } from "./helpers/followLane.js";
import { pause, waitUntil } from "./helpers/laneFacts.js";
import { committerKey } from "./helpers/laneNode.js";
import type { LaneProgram } from "./helpers/LaneProgram.js";
import { serveL1 } from "./helpers/serveL1.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const l1 = connection.ethers.provider;
const program = fileURLToPath(new URL("./helpers/runLaneNode.ts", import.meta.url));
const rounds = 4;

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
  readonly provider: JsonRpcProvider;
  readonly log: string[];
}

async function spawnNode(told: LaneProgram): Promise<Running> {
  const child = spawn(process.execPath, ["--import", "tsx", program, JSON.stringify(told)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => log.push(line));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (data: Buffer) => resolve(data.toString().trim()));
    child.once("exit", (code) =>
      reject(new TypeError(`the node ended with ${String(code)}: ${log.join("\n")}`)),
    );
  });
  const of = Network.from(chainId);
  const provider = new JsonRpcProvider(url, of, { staticNetwork: of, cacheTimeout: -1, pollingInterval: 20 });
  return { child, url, provider, log };
}

async function end({ child, provider }: Running): Promise<void> {
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGKILL");
  await ended;
  provider.destroy();
}

describe("node > killed with its batcher", () => {
  it("NODE-13, NODE-17, NODE-19: nothing that was acknowledged is lost, and nothing is committed twice", async () => {
    const real = await RealLane.open(connection);
    const served = await serveL1(connection.provider);
    const directory = mkdtempSync(join(tmpdir(), "muniment-kill-lane-"));
    const { policy, registry, rollup } = real.l1;
    const address = async (contract: { getAddress(): Promise<string> }): Promise<Hex> =>
      lower(await contract.getAddress());
    const told: LaneProgram = {
      ...{ directory, l1Url: served.url, key: committerKey, fromBlock: String(real.deployedAt) },
      contracts: {
        ...{ rollup: real.rollup, queue: real.queue },
        ...{ policy: await address(policy), attesters: await address(registry) },
      },
      genesisTime: String(real.genesisOfReplica.block.timestamp),
    };
    const committer = new Wallet(committerKey).address;
    const sentBefore = await l1.getTransactionCount(committer);
    const random = generator(11);
    /** Receipts that a client has seen, and the batches that it was told are COMMITTED, by their last block. */
    const receipts = new Map<string, unknown>();
    let safe = 0;
    let running: Running | undefined;
    try {
      for (let round = 0; round < rounds; round++) {
        running = await spawnNode(told);
        const { provider } = running;
        const wallet = sender.connect(provider);
        // Until the node is dead and an answer fails.
        const work = (async () => {
          for (let nonce = await wallet.getNonce(); ; nonce++) {
            const { hash } = await wallet.sendTransaction({ to: other.address, value: 1n, nonce });
            await pause(random() % 20);
            const receipt: unknown = await provider.send("eth_getTransactionReceipt", [hash]);
            if (receipt !== null) receipts.set(hash, receipt);
            const tagged = (await provider.send("eth_getBlockByNumber", ["safe", false])) as {
              number: string;
            };
            safe = Math.max(safe, Number(tagged.number));
            if (nonce % 5 === 0) await l1.send("evm_mine", []);
          }
        })().catch(() => undefined);
        await pause(1_200 + (random() % 1_500));
        await end(running);
        await work;
      }
      running = await spawnNode(told);
      const { provider, url } = running;
      expect(receipts.size).to.be.above(20);
      for (const [hash, receipt] of receipts)
        expect(await provider.send("eth_getTransactionReceipt", [hash])).to.deep.equal(receipt);
      const latest = await provider.getBlockNumber();
      const safeNow = async (): Promise<number> => (await provider.getBlock("safe"))!.number;
      await waitUntil(async () => {
        await l1.send("evm_mine", []);
        return (await safeNow()) >= latest;
      });
      const logs = await rollup.queryFilter(rollup.filters.BatchCommitted(lane), Number(real.deployedAt));
      const indices = logs.map(({ args: { index } }) => index);
      expect(indices).to.deep.equal(indices.map((_, place) => BigInt(place + 1)));
      expect((await l1.getTransactionCount(committer)) - sentBefore).to.equal(indices.length);
      expect(running.log).to.deep.equal([]);
      // What was told to be COMMITTED is on L1, and who follows from nothing comes to the node's chain.
      const followed = followLane(real, new HttpArchive(`${url}/blobs`));
      await waitUntil(() => followed.follower.latest.index >= BigInt(indices.length));
      const { block, blockHash, stateRoot } = followed.follower.latest;
      expect(Number(block)).to.be.at.least(Math.max(safe, latest));
      const own = (await provider.getBlock(Number(block)))!;
      expect([own.hash, own.stateRoot]).to.deep.equal([blockHash, stateRoot]);
      expect([...followed.troubles, ...followed.failures]).to.deep.equal([]);
      await followed.follower.close();
      rmSync(followed.directory, { recursive: true });
      // Every transaction once.
      const count = await provider.getTransactionCount(sender.address);
      expect((await provider.getBalance(other.address)) - 10n ** 18n).to.equal(BigInt(count));
    } finally {
      if (running !== undefined && running.child.exitCode === null && running.child.signalCode === null)
        await end(running);
      served.close();
      rmSync(directory, { recursive: true });
    }
  });
});
