// Writes spec/vectors/trace.json: `npx tsx spec/vectors/makeTrace.ts`. A test compares the file with what this makes.
import { pathToFileURL } from "node:url";
import {
  fromHex,
  keccak256,
  proveTraceLeaf,
  receiptAccumulator,
  toHex,
  traceLeafHash,
  traceRoot,
  traceTree,
  utf8,
  zeroHash,
} from "@muniment/protocol";
import type { Hex, TraceLeaf } from "@muniment/protocol";
import { writeVector } from "./writeVector.js";

const hashOf = (text: string): Hex => keccak256(utf8(text));

function leafAt(step: number): TraceLeaf {
  const isInBlock = step % 4 !== 0;
  return {
    stateRoot: hashOf(`state ${step}`),
    messageRoot: hashOf(`messages ${step >> 1}`),
    messageCount: BigInt(step >> 1),
    queueCursor: 7n,
    queueHash: hashOf("queue"),
    dataOffset: 100 * step,
    blockNumber: BigInt(1000 + ((step + 3) >> 2)),
    time: 1_800_000_000n + BigInt(step),
    baseFee: 1_000_000n,
    lastBlock: hashOf(`block ${step >> 2}`),
    gasUsed: BigInt(80_000 * (step % 4)),
    precompileCount: isInBlock ? 3_000 * step : 0,
    transactions: isInBlock ? (step % 4) - 1 : 0,
    toCome: isInBlock ? 3 - (step % 4) : 0,
    receipts: isInBlock ? hashOf(`receipts ${step}`) : zeroHash,
    isInBlock,
  };
}

const largest: TraceLeaf = {
  ...leafAt(1),
  messageCount: 2n ** 64n - 1n,
  queueCursor: 2n ** 64n - 1n,
  dataOffset: 2 ** 32 - 1,
  blockNumber: 2n ** 64n - 1n,
  time: 2n ** 64n - 1n,
  baseFee: 2n ** 256n - 1n,
  gasUsed: 2n ** 64n - 1n,
  precompileCount: 2 ** 32 - 1,
  transactions: 2 ** 32 - 1,
  toCome: 2 ** 32 - 1,
};

function textOf(leaf: TraceLeaf) {
  const { messageCount, queueCursor, blockNumber, time, baseFee, gasUsed } = leaf;
  const integers = { messageCount, queueCursor, blockNumber, time, baseFee, gasUsed };
  const texts = Object.fromEntries(Object.entries(integers).map(([name, value]) => [name, `${value}`]));
  return { ...leaf, ...texts, hash: traceLeafHash(leaf) };
}

function treeVector(steps: number) {
  const leaves = Array.from({ length: steps }, (_, step) => traceLeafHash(leafAt(step)));
  const tree = traceTree(leaves);
  const places = [...new Set([0, steps >> 1, steps - 1])];
  const proofs = places.map((place) => ({
    place,
    leaf: leaves[place] as Hex,
    siblings: proveTraceLeaf(tree, place),
  }));
  return { steps, leaves, root: traceRoot(tree), proofs };
}

function makeReceipts() {
  let accumulator = zeroHash;
  return [
    { raw: "0x02c0", receipt: "0x02c101" },
    { raw: "0x", receipt: "0x" },
    { raw: `0x${"ab".repeat(200)}`, receipt: `0x${"cd".repeat(300)}` },
  ].map(({ raw, receipt }) => {
    accumulator = receiptAccumulator(accumulator, fromHex(raw), fromHex(receipt));
    return { raw: toHex(fromHex(raw)), receipt: toHex(fromHex(receipt)), accumulator };
  });
}

/** Everything in spec/vectors/trace.json. */
export function makeTrace() {
  return {
    source: "spec/batches.md, BATCH-17 to BATCH-20; made by spec/vectors/makeTrace.ts",
    note: "siblings from the leaf's up; integers of 64 bits and more are decimal",
    leaves: [0, 1, 2, 3, 4].map((step) => textOf(leafAt(step))).concat(textOf(largest)),
    receipts: makeReceipts(),
    trees: [1, 2, 3, 5, 8, 13].map(treeVector),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await writeVector("trace.json", makeTrace());
}
