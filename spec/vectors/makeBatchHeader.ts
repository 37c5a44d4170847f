// Writes spec/vectors/batch-header.json: `npx tsx spec/vectors/makeBatchHeader.ts`. A test compares the file with what
// this makes.
import { pathToFileURL } from "node:url";
import {
  batchDigest,
  decodeBatchHeader,
  encodeBatchHeader,
  keccak256,
  toHex,
  utf8,
} from "@muniment/protocol";
import type { BatchHeader, Hex } from "@muniment/protocol";
import { writeVector } from "./writeVector.js";

const hashOf = (text: string): Hex => keccak256(utf8(text));
const version = Uint8Array.of(0, 1);

const typical: BatchHeader = {
  ...{
    l1ChainId: 31_337n,
    rollup: "0x00000000000000000000000000000000000a11ce",
    lane: 1,
    epoch: 2n,
    index: 5n,
  },
  ...{ parent: hashOf("parent"), firstBlock: 100n, blocks: 25, time: 1_800_000_600n },
  ...{ dataKind: 0, blobs: 3, dataSize: 300_000, dataHash: hashOf("data") },
  ...{ queueCursor: 7n, queueHash: hashOf("queue"), queueGas: 1_400_000n, rules: hashOf("muniment") },
  ...{ lastBlock: hashOf("block"), stateRoot: hashOf("state"), messageRoot: hashOf("messages") },
  ...{ messageCount: 3n, steps: 8_051, traceRoot: hashOf("trace") },
};
/** Bytes of a header that all differ from their neighbours, so that no field can be read a byte too far. */
const counting = Uint8Array.from({ length: 360 }, (_, index) => (index < 2 ? index : (index * 7) % 256));
const largest = Uint8Array.of(...version, ...new Uint8Array(358).fill(0xff));
const least = Uint8Array.of(...version, ...new Uint8Array(358));

function vectorOf(name: string, header: BatchHeader) {
  const bytes = encodeBatchHeader(header);
  const fields = Object.entries(header).map(([field, value]: [string, Hex | bigint | number]) => [
    field,
    typeof value === "bigint" ? `${value}` : value,
  ]);
  return {
    name,
    fields: Object.fromEntries(fields) as Record<keyof BatchHeader, string | number>,
    bytes: toHex(bytes),
    digest: batchDigest(header),
    inputHash: keccak256(bytes.subarray(0, 34), bytes.subarray(42, 220)),
    outputHash: keccak256(bytes.subarray(220)),
  };
}

/** Everything in spec/vectors/batch-header.json. */
export function makeBatchHeader() {
  return {
    source: "spec/rollup.md, ROLLUP-3 to ROLLUP-5; made by spec/vectors/makeBatchHeader.ts",
    note: "integers of 8 bytes are decimal; inputHash leaves out the epoch (ROLLUP-24)",
    headers: [
      vectorOf("a header", typical),
      vectorOf("every byte another than its neighbours", decodeBatchHeader(counting)),
      vectorOf("every field the largest", decodeBatchHeader(largest)),
      vectorOf("every field zero", decodeBatchHeader(least)),
    ],
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await writeVector("batch-header.json", makeBatchHeader());
}
