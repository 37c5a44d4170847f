import {
  fromHex,
  type Hex,
  isProtocolError,
  verifyStateProof,
  decodeStateProof,
  accountKey,
  slotKey,
  accountValueHash,
  zeroHash,
} from "@muniment/protocol";
import { expect } from "chai";
import { toBeHex } from "ethers";
import { counter, ether, testNode, type TestNode } from "./helpers/testNode.js";

describe("node > restart", () => {
  const fees = { maxFeePerGas: 10n ** 9n, maxPriorityFeePerGas: 1n, gasLimit: 100_000n };
  /** Increases the counter; every one in a block of its own. */
  async function increase({ wallets }: TestNode, times: number): Promise<number[]> {
    const blocks: number[] = [];
    for (let done = 0; done < times; done++) {
      const receipt = await (await wallets[0]!.sendTransaction({ to: counter, ...fees })).wait();
      blocks.push(receipt!.blockNumber);
    }
    return blocks;
  }

  const quick = { sequencer: { tick: 5, trail: 5 } };

  /** Waits for the blocks without transactions that follow the last one with some. */
  async function trailed({ node: { chain } }: TestNode): Promise<void> {
    const isEmpty = (back: bigint): boolean =>
      chain.byNumber(chain.latest.header.number - back)?.hashes.length === 0;
    while (![0n, 1n, 2n, 3n].every(isEmpty)) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** Everything a client could have seen of the blocks so far. */
  async function seen({ provider }: TestNode): Promise<unknown> {
    const latest = await provider.getBlockNumber();
    const blocks = Array.from({ length: latest + 1 }, (_, number) =>
      toBeHex(number).replace(/^0x0+(?=.)/, "0x"),
    );
    const found = [];
    for (const block of blocks) {
      const body: unknown = await provider.send("eth_getBlockByNumber", [block, true]);
      found.push(body, await provider.send("eth_getBlockReceipts", [block]));
    }
    return found;
  }

  it("NODE-5, NODE-13: serves after a restart what it served before, and the states of earlier blocks", async () => {
    let test = await testNode({ snapshotEvery: 4, stateBlocks: 10, stateBytes: 0, ...quick });
    try {
      const blocks = await increase(test, 25);
      await trailed(test);
      const before = await seen(test);
      const countAt = async (block: number): Promise<bigint> =>
        BigInt(await test.provider.getStorage(counter, 0, block));
      const latest = await test.provider.getBlockNumber();
      test = await test.restart();
      expect(await test.provider.getBlockNumber()).to.equal(latest);
      expect(await seen(test)).to.deep.equal(before);
      for (const [index, block] of blocks.entries())
        if (block >= latest - 10) expect(await countAt(block)).to.equal(BigInt(index + 1));
      const [pruned] = blocks;
      const refused = await fetch(test.node.url, {
        method: "POST",
        body: JSON.stringify({
          jsonrpc: "2.0",
          id: 1,
          method: "eth_getStorageAt",
          params: [counter, "0x0", toBeHex(pruned!)],
        }),
      });
      const { error } = (await refused.json()) as { error: { data: { code: string; oldest: string } } };
      expect(error.data.code).to.equal("STATE_PRUNED");
      expect(Number(error.data.oldest)).to.equal(latest - 10);
      const logs = await test.provider.getLogs({ address: counter, fromBlock: 0, toBlock: "latest" });
      expect(logs.map(({ blockNumber }) => blockNumber)).to.deep.equal(blocks);
      // And the chain goes on.
      const [next] = await increase(test, 1);
      expect(next).to.equal(latest + 1);
      expect(await countAt(next!)).to.equal(26n);
    } finally {
      await test.close();
    }
  });

  it("blocks that are no longer on disk are refused as pruned", async () => {
    const test = await testNode();
    try {
      await increase(test, 1);
      const { chain } = test.node;
      const caught = (work: () => unknown): string => {
        try {
          work();
        } catch (error) {
          return isProtocolError(error) ? error.code : String(error);
        }
        return "nothing";
      };
      expect(caught(() => chain.byNumber(-1n))).to.equal("BLOCKS_PRUNED");
      expect(chain.byNumber(chain.latest.header.number + 1n)).to.equal(undefined);
    } finally {
      await test.close();
    }
  });

  it("TREE-14: proofs of the latest and of earlier states hold against the headers' roots", async () => {
    const test = await testNode();
    try {
      const [first] = await increase(test, 3);
      const { provider, wallets } = test;
      const address = wallets[0]!.address.toLowerCase() as Hex;
      for (const block of [first!, await provider.getBlockNumber(), 0]) {
        const name = toBeHex(block).replace(/^0x0+(?=.)/, "0x");
        const key: Hex = `0x${"00".repeat(32)}`;
        const proof = (await provider.send("muniment_getProof", [counter, ["0x0", "0x1"], name])) as {
          stateRoot: Hex;
          account: { nonce: string; balance: string; codeHash: Hex };
          accountProof: Hex;
          slots: { key: Hex; value: string; proof: Hex }[];
        };
        const header = (await provider.send("eth_getBlockByNumber", [name, false])) as { stateRoot: Hex };
        expect(proof.stateRoot).to.equal(header.stateRoot);
        const holds = (bytes: Hex, at: Hex, value: Hex = zeroHash): boolean =>
          verifyStateProof(proof.stateRoot, at, decodeStateProof(fromHex(bytes))) === value;
        const { nonce, balance, codeHash } = proof.account;
        const value = accountValueHash({ nonce: BigInt(nonce), balance: BigInt(balance), codeHash });
        expect(holds(proof.accountProof, accountKey(counter), value)).to.equal(true);
        const held = BigInt(await provider.getStorage(counter, 0, block));
        expect(BigInt(proof.slots[0]!.value)).to.equal(held);
        const slotValue = toBeHex(held, 32) as Hex;
        expect(holds(proof.slots[0]!.proof, slotKey(counter, key), slotValue)).to.equal(true);
        expect(holds(proof.slots[1]!.proof, slotKey(counter, `0x${"00".repeat(31)}01`), undefined)).to.equal(
          true,
        );
      }
      expect(await provider.getBalance(address, 0)).to.equal(1000n * ether);
    } finally {
      await test.close();
    }
  });
});
