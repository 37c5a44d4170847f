import { isProtocolError, toHex } from "@muniment/protocol";
import {
  type ReceiptsAuthority,
  type SignedBlock,
  signedBlockSchema,
  verifySignedBlock,
} from "@muniment/sdk";
import { expect } from "chai";
import { computeAddress, WebSocketProvider } from "ethers";
import { WebSocket } from "ws";

import { caught } from "../../helpers/caught.js";
import { counter, domain, sequencerKey, testNode, type TestNode } from "../../node/helpers/testNode.js";

const sequencer = computeAddress(sequencerKey);
const authority = { l1ChainId: domain.chainId, sequencerBond: domain.verifyingContract, lane: 1, sequencer };
const fees = { maxFeePerGas: 10n ** 9n, maxPriorityFeePerGas: 1n, gasLimit: 100_000n };

interface Notification {
  readonly params?: { readonly result: unknown };
}

describe("sdk > bridge, signed receipts as they come", function () {
  this.timeout(60_000);
  let test: TestNode;
  let blocks: SignedBlock[];
  let hashes: string[];

  before(async () => {
    test = await testNode({ sequencer: { tick: 30, trail: 50 } });
    const socket = new WebSocket(test.node.url.replace("http", "ws"));
    blocks = [];
    hashes = [];
    const all = new Promise<void>((resolve) => {
      socket.on("message", (data: Buffer) => {
        const { params } = JSON.parse(data.toString()) as Notification;
        if (params === undefined) return;
        blocks.push(signedBlockSchema.parse(params.result));
        if (blocks.flatMap(({ transactionHashes }) => transactionHashes).length === 21) resolve();
      });
    });
    await new Promise((resolve) => socket.once("open", resolve));
    socket.send(
      JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_subscribe", params: ["signedReceipts"] }),
    );
    await new Promise((resolve) => socket.once("message", resolve));
    const [wallet, second] = test.wallets;
    for (let nonce = 0; nonce < 20; nonce++)
      hashes.push((await wallet!.sendTransaction({ to: counter, nonce, ...fees })).hash);
    // A legacy one that fails: nothing answers to so little gas.
    hashes.push(
      (
        await second!.sendTransaction({
          type: 0,
          to: counter,
          nonce: 0,
          gasPrice: 10n ** 9n,
          gasLimit: 21_100n,
        })
      ).hash,
    );
    await all;
    socket.terminate();
  });
  after(async () => test.close());

  const full = (): SignedBlock => blocks.find(({ transactionHashes }) => transactionHashes.length > 0)!;
  const refusal = (change: Partial<SignedBlock>, by: Partial<ReceiptsAuthority> = {}): unknown => {
    const error = caught(() => verifySignedBlock({ ...full(), ...change }, { ...authority, ...by }));
    expect(error.code).to.equal("SIGNED_RECEIPT_INVALID");
    return error.context["field"];
  };

  it("NODE-34: every block's receipts hold by themselves, and are those that the node answers with", async () => {
    const told = blocks.flatMap(({ transactionHashes }) => transactionHashes);
    expect([...told].sort()).to.deep.equal([...hashes].sort());
    for (const block of blocks) {
      const { receipts, statement } = verifySignedBlock(block, authority);
      expect(statement.number).to.equal(block.blockNumber);
      for (const [index, hash] of block.transactionHashes.entries()) {
        const answer = (await test.provider.getTransactionReceipt(hash))!;
        const receipt = receipts[index]!;
        expect(answer.index).to.equal(index);
        expect(answer.type).to.equal(receipt.type);
        expect(answer.status === 1).to.equal(receipt.isSuccess);
        expect(answer.cumulativeGasUsed).to.equal(receipt.cumulativeGasUsed);
        expect(
          answer.logs.map(({ address, topics, data }) => [address.toLowerCase(), topics, data]),
        ).to.deep.equal(receipt.logs.map(({ address, topics, data }) => [address, topics, data]));
      }
    }
  });

  it("NODE-34: what was tampered with is refused, and the field named", () => {
    const { receipts, transactionHashes } = full();
    const changed = Buffer.from(receipts.slice(2), "hex");
    changed[changed.length - 1]! ^= 1;
    expect(refusal({ receipts: toHex(changed) })).to.equal("receipts");
    expect(refusal({ transactionHashes: transactionHashes.slice(1) })).to.equal("transactionHashes");
    expect(refusal({ blockNumber: full().blockNumber + 1n })).to.equal("signer");
    expect(refusal({}, { lane: 2 })).to.equal("lane");
    expect(refusal({}, { sequencer: counter })).to.equal("signature");
  });

  it("NODE-34: a node that does not sign refuses the subscription", async () => {
    const silent = await testNode({ signing: undefined as never });
    const socket = new WebSocketProvider(silent.node.url.replace("http", "ws"));
    try {
      await socket.send("eth_subscribe", ["signedReceipts"]);
      expect.fail("it was taken");
    } catch (error) {
      expect(isProtocolError(error)).to.equal(false);
      expect(String(error)).to.contain("does not sign");
    } finally {
      await socket.destroy();
      await silent.close();
    }
  });
});
