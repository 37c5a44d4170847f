import { type ChildProcessByStdio, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { JsonRpcProvider, Network, Wallet } from "ethers";
import { generator } from "../helpers/storedChain.js";
import { chainId, counter, keys, testNode } from "./helpers/testNode.js";

const program = fileURLToPath(new URL("./helpers/runNode.ts", import.meta.url));
const fees = { maxFeePerGas: 10n ** 9n, maxPriorityFeePerGas: 1n, gasLimit: 100_000n };

/** Starts a node in another process. */
async function spawnNode(
  directory: string,
): Promise<{ child: ChildProcessByStdio<null, Readable, null>; url: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", program, directory], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (data: Buffer) => resolve(data.toString().trim()));
    child.once("exit", (code) => reject(new TypeError(`the node ended with ${String(code)}`)));
  });
  return { child, url };
}

describe("node > killed", function () {
  it("NODE-13, NODE-14: what was shown before the node was killed under load is there after it, signed alike", async () => {
    const directory = mkdtempSync(join(tmpdir(), "muniment-kill-"));
    const random = generator(7);
    const network = Network.from(chainId);
    /** What a client saw: receipts and their signatures. */
    const seen = new Map<string, { receipt: unknown; signed: unknown }>();
    for (let round = 0; round < 3; round++) {
      const { child, url } = await spawnNode(directory);
      const provider = new JsonRpcProvider(url, network, { staticNetwork: network, cacheTimeout: -1 });
      const wallet = new Wallet(keys[0]!, provider);
      const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
      const look = async (hash: string): Promise<void> => {
        const receipt: unknown = await provider.send("eth_getTransactionReceipt", [hash]);
        if (receipt === null) return;
        seen.set(hash, { receipt, signed: (await provider.send("muniment_getReceipt", [hash])) as unknown });
      };
      // Until the node is dead and an answer fails.
      const work = (async () => {
        for (let nonce = await wallet.getNonce(); ; nonce++) {
          const { hash } = await wallet.sendTransaction({ to: counter, nonce, ...fees });
          await look(hash);
          await new Promise((resolve) => setTimeout(resolve, random() % 15));
          await look(hash);
        }
      })().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 600 + (random() % 400)));
      child.kill("SIGKILL");
      await ended;
      await work;
      provider.destroy();
    }
    expect(seen.size).to.be.above(10);
    const test = await testNode({}, { directory });
    try {
      for (const [hash, { receipt, signed }] of seen) {
        expect(await test.provider.send("eth_getTransactionReceipt", [hash])).to.deep.equal(receipt);
        expect(await test.provider.send("muniment_getReceipt", [hash])).to.deep.equal(signed);
      }
      // Every transaction once: the counter is the number of them.
      const count = await test.provider.getTransactionCount(test.wallets[0]!.address);
      expect(BigInt(await test.provider.getStorage(counter, 0))).to.equal(BigInt(count));
      expect(count).to.be.at.least(seen.size);
    } finally {
      await test.close();
    }
  });
});
