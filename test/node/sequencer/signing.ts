import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BlockSigner, type ChainBlock, SignatureJournal } from "@muniment/node";
import { fromHex, type Hex, isProtocolError, keccak256, toHex, verifyOrderedTrie } from "@muniment/protocol";
import { expect } from "chai";
import { computeAddress, verifyTypedData } from "ethers";
import { counter, domain, sequencerKey, testNode } from "../helpers/testNode.js";

const types = {
  Receipts: [
    { name: "lane", type: "uint32" },
    { name: "epoch", type: "uint64" },
    { name: "number", type: "uint64" },
    { name: "blockHash", type: "bytes32" },
    { name: "receiptsRoot", type: "bytes32" },
  ],
};
const eip712 = { name: "Muniment Sequencer", version: "1", ...domain };

interface SignedReceipt {
  receipt: Hex;
  path: Hex[];
  receiptsRoot: Hex;
  blockHash: Hex;
  blockNumber: string;
  lane: string;
  epoch: string;
  signature: string;
  transactionIndex: string;
}

/** A block with nothing in it but what is signed. */
function blockOf(number: bigint, more = ""): ChainBlock {
  const header = { number, receiptsRoot: keccak256(fromHex("0x01")) } as ChainBlock["header"];
  const hash = keccak256(Buffer.from(`${String(number)}${more}`));
  const transactions = { bytes: new Uint8Array(), offsets: new Uint32Array(1) };
  return { header, hash, transactions, receipts: new Uint8Array(), hashes: new Uint8Array() };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (isProtocolError(error)) return error.code;
    throw error;
  }
  return "nothing";
}

describe("node > sequencer > signing", function () {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "muniment-signing-"))));
  afterEach(() => rmSync(directory, { recursive: true }));
  const open = async (epoch = 1n): Promise<BlockSigner> =>
    BlockSigner.open({ directory, lane: 1, epoch, domain, key: sequencerKey });

  it("NODE-14, NODE-15: a signed receipt holds by its path and its signature alone, also after a restart", async () => {
    let test = await testNode({ sequencer: { tick: 30, trail: 50 } });
    const { wallets } = test;
    const nonce = await wallets[0]!.getNonce();
    const fees = { maxFeePerGas: 10n ** 9n, maxPriorityFeePerGas: 1n, gasLimit: 100_000n };
    // One block of many, so that paths are longer than a node.
    const sent = await Promise.all(
      Array.from({ length: 40 }, async (_, index) =>
        wallets[0]!.sendTransaction({ to: counter, nonce: nonce + index, ...fees }),
      ),
    );
    const receipts = await Promise.all(sent.map(async (transaction) => transaction.wait()));
    const check = async (index: number): Promise<SignedReceipt> => {
      const found = (await test.provider.send("muniment_getReceipt", [sent[index]!.hash])) as SignedReceipt;
      const header = await test.provider.getBlock(found.blockHash);
      expect(header?.receiptsRoot).to.equal(found.receiptsRoot);
      const path = found.path.map((node) => fromHex(node));
      const place = Number(found.transactionIndex);
      expect(verifyOrderedTrie(found.receiptsRoot, place, fromHex(found.receipt), path)).to.equal(true);
      expect(verifyOrderedTrie(found.receiptsRoot, place + 1, fromHex(found.receipt), path)).to.equal(false);
      const said = {
        lane: 1,
        epoch: 1,
        number: receipts[index]!.blockNumber,
        blockHash: receipts[index]!.blockHash,
        receiptsRoot: found.receiptsRoot,
      };
      expect(verifyTypedData(eip712, types, said, found.signature)).to.equal(computeAddress(sequencerKey));
      expect([found.lane, found.epoch, BigInt(found.blockNumber)]).to.deep.equal([
        "0x1",
        "0x1",
        BigInt(said.number),
      ]);
      return found;
    };
    const before = [await check(0), await check(17), await check(39)];
    test = await test.restart();
    expect([await check(0), await check(17), await check(39)]).to.deep.equal(before);
    await test.close();
  });

  it("NODE-14: never signs another hash for the same lane, epoch and number", async () => {
    const signer = await open();
    const first = await signer.statementOf(blockOf(5n));
    expect(await codeOf(signer.statementOf(blockOf(5n, "other")))).to.equal("SEQUENCER_WOULD_EQUIVOCATE");
    await signer.close();
    const again = await open();
    expect(await codeOf(again.statementOf(blockOf(5n, "other")))).to.equal("SEQUENCER_WOULD_EQUIVOCATE");
    // Nor for an earlier number of which nothing stands in the journal.
    expect(await codeOf(again.statementOf(blockOf(4n)))).to.equal("SEQUENCER_WOULD_EQUIVOCATE");
    expect(await again.statementOf(blockOf(5n))).to.deep.equal(first);
    await again.close();
    const raised = await open(2n);
    expect((await raised.statementOf(blockOf(5n, "other"))).epoch).to.equal(2n);
    await raised.close();
  });

  it("NODE-14: what is signed stands in the journal before", async () => {
    const signer = await open();
    const statements = await Promise.all(
      [1n, 2n, 3n].map(async (number) => signer.statementOf(blockOf(number))),
    );
    await signer.close();
    const bytes = readFileSync(join(directory, "signed-1-1.bin"));
    expect(bytes.length).to.equal(3 * 80);
    for (const [index, { blockHash }] of statements.entries())
      expect(toHex(bytes.subarray(80 * index + 8, 80 * index + 40))).to.equal(blockHash);
  });

  it("NODE-14: a torn end of the journal is cut off, another damage is refused", async () => {
    const journal = await SignatureJournal.open(directory, 1, 1n);
    const entry = (number: bigint) => ({
      number,
      blockHash: new Uint8Array(32),
      receiptsRoot: new Uint8Array(32),
    });
    await journal.append([entry(1n), entry(4n)]);
    expect(await codeOf(journal.append([entry(4n)]))).to.equal("SIGNATURE_JOURNAL_INVALID");
    await journal.close();
    appendFileSync(journal.file, Buffer.alloc(79, 1));
    const again = await SignatureJournal.open(directory, 1, 1n);
    expect(again.last).to.equal(4n);
    expect(statSync(journal.file).size).to.equal(160);
    expect((await again.find(1n))?.number).to.equal(1n);
    expect(await again.find(2n)).to.equal(undefined);
    await again.append([entry(9n)]);
    expect((await again.find(9n))?.number).to.equal(9n);
    await again.close();
    const bytes = readFileSync(journal.file);
    bytes[85] = (bytes[85] as number) ^ 1;
    writeFileSync(journal.file, bytes);
    const damaged = await SignatureJournal.open(directory, 1, 1n);
    expect(await codeOf(damaged.find(4n))).to.equal("SIGNATURE_JOURNAL_INVALID");
    await damaged.close();
  });
});
