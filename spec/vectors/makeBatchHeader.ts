// Writes spec/vectors/batch-header.json: `npx tsx spec/vectors/makeBatchHeader.ts`. A test compares the file with what this
// makes.
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { batchDigest, encodeBatchHeader, keccak256, toHex, utf8, zeroHash } from "@muniment/protocol";
import type { BatchHeader, Hex } from "@muniment/protocol";

const hashOf = (text: string): Hex => keccak256(utf8(text));
const ones = (size: number): Hex => `0x${"ff".repeat(size)}`;

const genesis: BatchHeader = {
  l1ChainId: 1n,
  rollup: "0x00000000000000000000000000000000000a11ce",
  lane: 1,
  epoch: 0n,
  index: 0n,
  parent: zeroHash,
  firstBlock: 0n,
  blocks: 1,
  time: 1_800_000_000n,
  dataKind: 1,
  blobs: 0,
  dataSize: 0,
  dataHash: keccak256(),
  queueCursor: 0n,
  queueHash: zeroHash,
  queueGas: 0n,
  rules: hashOf("rules"),
  lastBlock: hashOf("genesis block"),
  stateRoot: hashOf("genesis state"),
  messageRoot: hashOf("no messages"),
  messageCount: 0n,
  steps: 1,
  traceRoot: hashOf("genesis trace"),
};

const second: BatchHeader = {
  ...genesis,
  epoch: 2n,
  index: 1n,
  parent: batchDigest(genesis),
  firstBlock: 1n,
  blocks: 258,
  time: 1_800_000_600n,
  dataKind: 0,
  blobs: 3,
  dataSize: 300_000,
  dataHash: hashOf("versioned hashes"),
  queueCursor: 7n,
  queueHash: hashOf("queue"),
  queueGas: 1_050_000n,
  lastBlock: hashOf("block"),
  stateRoot: hashOf("state"),
  messageRoot: hashOf("messages"),
  messageCount: 4n,
  steps: 1_033,
  traceRoot: hashOf("trace"),
};

const greatest: BatchHeader = {
  l1ChainId: 2n ** 64n - 1n,
  rollup: ones(20),
  lane: 2 ** 32 - 1,
  epoch: 2n ** 64n - 1n,
  index: 2n ** 64n - 1n,
  parent: ones(32),
  firstBlock: 2n ** 64n - 1n,
  blocks: 2 ** 32 - 1,
  time: 2n ** 64n - 1n,
  dataKind: 255,
  blobs: 255,
  dataSize: 2 ** 32 - 1,
  dataHash: ones(32),
  queueCursor: 2n ** 64n - 1n,
  queueHash: ones(32),
  queueGas: 2n ** 64n - 1n,
  rules: ones(32),
  lastBlock: ones(32),
  stateRoot: ones(32),
  messageRoot: ones(32),
  messageCount: 2n ** 64n - 1n,
  steps: 2 ** 32 - 1,
  traceRoot: ones(32),
};

/** One header with its bytes and hashes; numbers as decimals in strings. */
function vectorOf(name: string, header: BatchHeader) {
  const bytes = encodeBatchHeader(header);
  const fields = Object.entries(header).map(([field, value]) => [field, String(value)]);
  return {
    name,
    header: Object.fromEntries(fields) as Record<keyof BatchHeader, string>,
    bytes: toHex(bytes),
    digest: batchDigest(header),
    inputHash: keccak256(Uint8Array.of(...bytes.subarray(0, 34), ...bytes.subarray(42, 220))),
    outputHash: keccak256(bytes.subarray(220)),
  };
}

/** Everything in spec/vectors/batch-header.json. */
export function makeBatchHeader() {
  return {
    source: "spec/rollup.md, ROLLUP-3 to ROLLUP-5 and ROLLUP-24; made by spec/vectors/makeBatchHeader.ts",
    note: "inputHash: of bytes 0 to 220 without the epoch; outputHash: of the bytes from 220 on",
    headers: [
      vectorOf("a genesis batch", genesis),
      vectorOf("a batch of three blobs", second),
      vectorOf("every field its greatest", greatest),
    ],
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeFileSync(
    new URL("batch-header.json", import.meta.url),
    `${JSON.stringify(makeBatchHeader(), null, 2)}\n`,
  );
}
