import { readdirSync } from "node:fs";
import { join } from "node:path";

/** A file of the log. */
export interface Segment {
  readonly path: string;
  /** Number of its first block. */
  readonly first: bigint;
}

const digits = 16;
const name = /^log-(\d{16})\.bin$/;

/** Path of the segment that begins with a block. */
export function segmentPath(directory: string, first: bigint): string {
  return join(directory, `log-${String(first).padStart(digits, "0")}.bin`);
}

/** The log's files, ascending. */
export function segmentsOf(directory: string): Segment[] {
  return readdirSync(directory)
    .flatMap((file) => {
      const first = name.exec(file)?.[1];
      return first === undefined ? [] : [{ path: join(directory, file), first: BigInt(first) }];
    })
    .sort((a, b) => (a.first < b.first ? -1 : 1));
}
