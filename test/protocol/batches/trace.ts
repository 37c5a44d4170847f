import { expect } from "chai";
import { concat, keccak256 as peerHash, toBeHex } from "ethers";
import fc from "fast-check";
import {
  blockGasLimit,
  blockHash,
  chainBlockFields,
  decodeBatchHeader,
  fromHex,
  predeploys,
  proveTraceLeaf,
  traceBoundary,
  receiptAccumulator,
  toHex,
  traceLeafHash,
  traceRoot,
  traceTree,
  verifyTraceLeaf,
  zeroHash,
} from "@muniment/protocol";
import type { BlockHeader, Hex, TraceLeaf } from "@muniment/protocol";
import { makeTrace } from "../../../spec/vectors/makeTrace.js";
import { caught } from "../../helpers/caught.js";
import { vectorFile } from "../../helpers/vectorFile.js";

const seed = 20261121;
const hash: fc.Arbitrary<Hex> = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);
const long = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const short = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const anyLeaf: fc.Arbitrary<TraceLeaf> = fc.record({
  stateRoot: hash,
  messageRoot: hash,
  messageCount: long,
  queueCursor: long,
  queueHash: hash,
  dataOffset: short,
  blockNumber: long,
  time: long,
  baseFee: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
  lastBlock: hash,
  gasUsed: long,
  precompileCount: short,
  transactions: short,
  toCome: short,
  receipts: hash,
  isInBlock: fc.boolean(),
});

/** The bytes of a leaf, by the table of the spec: what is in 4 bytes, in 8 and in 32. */
function leafBytes(leaf: TraceLeaf): string {
  return concat([
    "0x00",
    leaf.stateRoot,
    leaf.messageRoot,
    toBeHex(leaf.messageCount, 8),
    toBeHex(leaf.queueCursor, 8),
    leaf.queueHash,
    toBeHex(leaf.dataOffset, 4),
    toBeHex(leaf.blockNumber, 8),
    toBeHex(leaf.time, 8),
    toBeHex(leaf.baseFee, 32),
    leaf.lastBlock,
    toBeHex(leaf.gasUsed, 8),
    toBeHex(leaf.precompileCount, 4),
    toBeHex(leaf.transactions, 4),
    toBeHex(leaf.toCome, 4),
    leaf.receipts,
    leaf.isInBlock ? "0x01" : "0x00",
  ]);
}

/** The root by the definition: padded with zeros to a power of two. */
function plainRoot(leaves: readonly Hex[]): string {
  let nodes: string[] = [...leaves];
  while (Math.log2(nodes.length) % 1 !== 0) nodes.push(zeroHash);
  while (nodes.length > 1) {
    nodes = nodes.flatMap((left, at) =>
      at % 2 === 0 ? [peerHash(concat(["0x01", left, nodes[at + 1]!]))] : [],
    );
  }
  return nodes[0]!;
}

/** A header as the chain's blocks have them (BLOCK-21). */
function anyBlock(): BlockHeader {
  const [stateRoot, parentHash] = fc.sample(hash, { seed, numRuns: 2 }) as [Hex, Hex];
  return {
    ...chainBlockFields,
    ...{ parentHash, stateRoot, transactionsRoot: zeroHash, receiptsRoot: zeroHash },
    ...{ beneficiary: predeploys.feeVault, logsBloom: `0x${"00".repeat(256)}` },
    ...{ number: 99n, gasLimit: blockGasLimit, gasUsed: 1_234n, timestamp: 1n, baseFeePerGas: 7n },
  };
}

describe("protocol > trace", () => {
  it("BATCH-18, BATCH-19, BATCH-20: the vectors are what the codec makes", () => {
    expect(vectorFile("trace.json")).to.deep.equal(makeTrace());
  });

  it("BATCH-18: a leaf is the hash of its 250 bytes", () => {
    fc.assert(
      fc.property(anyLeaf, (leaf) => {
        const bytes = leafBytes(leaf);
        expect((bytes.length - 2) / 2).to.equal(250);
        expect(traceLeafHash(leaf)).to.equal(peerHash(bytes));
      }),
      { seed },
    );
    const [leaf] = fc.sample(anyLeaf, { seed, numRuns: 1 }) as [TraceLeaf];
    expect(caught(() => traceLeafHash({ ...leaf, toCome: 2 ** 32 })).code).to.equal("INTEGER_OUT_OF_RANGE");
  });

  it("BATCH-19: the accumulator binds transactions and receipts in their order", () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(hash, bytes, bytes, (before, raw, receipt) => {
        const expected = peerHash(concat([before, peerHash(raw), peerHash(receipt)]));
        expect(receiptAccumulator(before, raw, receipt)).to.equal(expected);
      }),
      { seed },
    );
  });

  it("BATCH-20: the root is that of the padded tree, and every leaf of it is proven", () => {
    const leaves = fc.sample(hash, { seed, numRuns: 33 });
    for (let steps = 1; steps <= leaves.length; steps++) {
      const some = leaves.slice(0, steps);
      const tree = traceTree(some);
      const root = traceRoot(tree);
      expect(root, `${steps} leaves`).to.equal(plainRoot(some));
      for (const [place, leaf] of some.entries()) {
        const siblings = proveTraceLeaf(tree, place);
        expect(verifyTraceLeaf({ leaf, place, siblings, steps, root })).to.equal(true);
      }
    }
  });

  it("BATCH-20: another leaf, place, length or number of steps proves nothing, nor does the padding", () => {
    const leaves = fc.sample(hash, { seed, numRuns: 5 });
    const tree = traceTree(leaves);
    const root = traceRoot(tree);
    const siblings = proveTraceLeaf(tree, 4);
    const proof = { leaf: leaves[4]!, place: 4, siblings, steps: 5, root };
    expect(verifyTraceLeaf(proof)).to.equal(true);
    expect(verifyTraceLeaf({ ...proof, leaf: leaves[3]! })).to.equal(false);
    expect(verifyTraceLeaf({ ...proof, place: 3 })).to.equal(false);
    expect(verifyTraceLeaf({ ...proof, place: -4 })).to.equal(false);
    expect(verifyTraceLeaf({ ...proof, place: 4 + 8 })).to.equal(false);
    expect(verifyTraceLeaf({ ...proof, steps: 4 })).to.equal(false);
    expect(verifyTraceLeaf({ ...proof, steps: 9 })).to.equal(false);
    expect(verifyTraceLeaf({ ...proof, siblings: siblings.slice(1) })).to.equal(false);
    const padding = { leaf: zeroHash, place: 5, siblings: [leaves[4]!, ...siblings.slice(1)], root };
    expect(verifyTraceLeaf({ ...padding, steps: 6 })).to.equal(false);
  });

  it("BATCH-20: a batch's last leaf, and the next one's first, follow from its header and its last block's", () => {
    const block = anyBlock();
    const parent = decodeBatchHeader(fromHex((vectorFile("batch-data.json") as { parent: Hex }).parent));
    const header = { ...parent, lastBlock: blockHash(block), dataSize: 77 };
    const last = traceBoundary(header, block);
    expect(last).to.deep.equal({
      ...{ stateRoot: header.stateRoot, messageRoot: header.messageRoot, messageCount: header.messageCount },
      ...{ queueCursor: header.queueCursor, queueHash: header.queueHash, dataOffset: 77 },
      ...{ blockNumber: header.firstBlock + BigInt(header.blocks) - 1n, time: header.time },
      ...{ baseFee: block.baseFeePerGas, lastBlock: header.lastBlock, gasUsed: block.gasUsed },
      ...{ precompileCount: 0, transactions: 0, toCome: 0, receipts: zeroHash, isInBlock: false },
    });
    expect(traceBoundary(header, block, 0)).to.deep.equal({ ...last, dataOffset: 0 });
    const other = () => traceBoundary(header, { ...block, gasUsed: block.gasUsed + 1n });
    expect(caught(other).code).to.equal("BATCH_INPUT_INCONSISTENT");
  });

  it("BATCH-20: there is a leaf at least, and none beyond the last", () => {
    expect(caught(() => traceTree([])).code).to.equal("TRACE_LEAF_UNKNOWN");
    expect(caught(() => proveTraceLeaf(traceTree([zeroHash]), 1)).code).to.equal("TRACE_LEAF_UNKNOWN");
    expect(caught(() => proveTraceLeaf(traceTree([zeroHash]), -1)).code).to.equal("TRACE_LEAF_UNKNOWN");
  });
});
