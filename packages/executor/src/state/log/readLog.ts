import type { LogEntry } from "./LogEntry.js";
import { decodeBody } from "./decodeBody.js";
import { hashOf } from "./encodeEntry.js";
import { logLayout } from "./logLayout.js";
import { type FoundEntry, SegmentReader } from "./SegmentReader.js";
import { segmentsOf } from "./segments.js";
import { ProtocolError } from "@muniment/protocol";

/** A block of the log, checked. */
export interface LoggedBlock {
  readonly entry: LogEntry;
  /** The entry's hash, to which the next one is linked. */
  readonly hash: Uint8Array;
  /** The hash of the entry before. */
  readonly previous: Uint8Array;
}

/**
 * The blocks `from` … `through` of a log, checked: checksums, hashes, numbers, and that each is linked to the one before.
 * Blocks that another thread appends meanwhile do not disturb, as long as `through` is on disk already.
 * @throws LOG_CORRUPT; LOG_BLOCKS_MISSING when the log does not reach so far
 */
export function* readLog(directory: string, from: bigint, through: bigint): Generator<LoggedBlock> {
  let next = from;
  let previous: Uint8Array | undefined;
  const segments = segmentsOf(directory);
  for (const [index, segment] of segments.entries()) {
    const following = segments[index + 1];
    if (next > through || (following !== undefined && following.first <= next)) continue;
    if (previous !== undefined && segment.first !== next) throw missing(next, segment.first);
    const reader = new SegmentReader(segment);
    try {
      for (const found of entriesOf(reader, through)) {
        const { prefix, prefixBytes, offset } = found;
        const hash = hashOf(prefixBytes);
        if (previous !== undefined && !equal(previous, prefix.previous)) {
          throw reader.refusal(offset, "the entry is not linked to the one before");
        }
        previous = hash;
        if (prefix.number < next) continue;
        if (prefix.number !== next) throw missing(next, prefix.number);
        const body = reader.bodyOf(found);
        if (typeof body === "string") throw reader.refusal(offset, body);
        yield { entry: decodeBody(prefix, body), hash, previous: prefix.previous };
        next++;
      }
    } finally {
      reader.close();
    }
  }
  if (next <= through) throw missing(next, through);
}

/** The prefixes of a segment in order, their numbers checked. */
function* entriesOf(reader: SegmentReader, through: bigint): Generator<FoundEntry> {
  let number = reader.first;
  for (let offset: number = logLayout.segment.size; number <= through && offset < reader.size; number++) {
    const found = reader.prefixAt(offset);
    if (typeof found === "string") throw reader.refusal(offset, found);
    if (found.prefix.number !== number) throw reader.refusal(offset, `it is block ${found.prefix.number}`);
    yield found;
    offset += found.prefix.size;
  }
}

function missing(expected: bigint, actual: bigint): ProtocolError {
  return new ProtocolError("LOG_BLOCKS_MISSING", { expected, actual });
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
