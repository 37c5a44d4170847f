import type { BatchHeader } from "./BatchHeader.js";

/** Where the fields of a header stand, in order: offset and size in bytes, and what they are (spec/rollup.md, ROLLUP-3). */
export const batchHeaderLayout = [
  { field: "l1ChainId", offset: 2, size: 8, kind: "integer" },
  { field: "rollup", offset: 10, size: 20, kind: "bytes" },
  { field: "lane", offset: 30, size: 4, kind: "number" },
  { field: "epoch", offset: 34, size: 8, kind: "integer" },
  { field: "index", offset: 42, size: 8, kind: "integer" },
  { field: "parent", offset: 50, size: 32, kind: "bytes" },
  { field: "firstBlock", offset: 82, size: 8, kind: "integer" },
  { field: "blocks", offset: 90, size: 4, kind: "number" },
  { field: "time", offset: 94, size: 8, kind: "integer" },
  { field: "dataKind", offset: 102, size: 1, kind: "number" },
  { field: "blobs", offset: 103, size: 1, kind: "number" },
  { field: "dataSize", offset: 104, size: 4, kind: "number" },
  { field: "dataHash", offset: 108, size: 32, kind: "bytes" },
  { field: "queueCursor", offset: 140, size: 8, kind: "integer" },
  { field: "queueHash", offset: 148, size: 32, kind: "bytes" },
  { field: "queueGas", offset: 180, size: 8, kind: "integer" },
  { field: "rules", offset: 188, size: 32, kind: "bytes" },
  { field: "lastBlock", offset: 220, size: 32, kind: "bytes" },
  { field: "stateRoot", offset: 252, size: 32, kind: "bytes" },
  { field: "messageRoot", offset: 284, size: 32, kind: "bytes" },
  { field: "messageCount", offset: 316, size: 8, kind: "integer" },
  { field: "steps", offset: 324, size: 4, kind: "number" },
  { field: "traceRoot", offset: 328, size: 32, kind: "bytes" },
] as const satisfies readonly {
  field: keyof BatchHeader;
  offset: number;
  size: number;
  kind: "integer" | "number" | "bytes";
}[];

/** Bytes of a header. */
export const batchHeaderSize = 360;
/** The only version there is. */
export const batchHeaderVersion = 1;
