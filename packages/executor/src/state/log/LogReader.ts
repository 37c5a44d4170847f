import { ProtocolError } from "@muniment/protocol";
import { decodeBody } from "./decodeBody.js";
import type { LogEntry } from "./LogEntry.js";
import { logLayout } from "./logLayout.js";
import { SegmentReader } from "./SegmentReader.js";
import { segmentsOf } from "./segments.js";

/** Segments kept open. */
const keptOpen = 4;

interface OpenSegment {
  readonly reader: SegmentReader;
  /** Where the entries lie that were come across, the first block's first; the last is where the next one begins. */
  readonly offsets: number[];
}

/** Reads single blocks of a log, also while another thread appends to it; each is checked like `readLog` checks it. */
export class LogReader {
  readonly #directory: string;
  readonly #open = new Map<bigint, OpenSegment>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Number of the first block that is there; undefined when there is none. */
  first(): bigint | undefined {
    return segmentsOf(this.#directory)[0]?.first;
  }

  /**
   * The block with this number, which must be on disk.
   * @throws LOG_CORRUPT; LOG_BLOCKS_MISSING when the log does not hold it
   */
  read(number: bigint): LogEntry {
    const { reader, offsets } = this.#segmentOf(number);
    const index = Number(number - reader.first);
    while (offsets.length <= index + 1) {
      const offset = offsets[offsets.length - 1] as number;
      const found = reader.prefixAt(offset);
      if (typeof found === "string") throw reader.refusal(offset, found);
      offsets.push(offset + found.prefix.size);
    }
    const offset = offsets[index] as number;
    const found = reader.prefixAt(offset);
    const body = typeof found === "string" ? found : reader.bodyOf(found);
    if (typeof found === "string" || typeof body === "string") throw reader.refusal(offset, String(body));
    if (found.prefix.number !== number)
      throw reader.refusal(offset, `it is block ${String(found.prefix.number)}`);
    return decodeBody(found.prefix, body);
  }

  close(): void {
    for (const { reader } of this.#open.values()) reader.close();
    this.#open.clear();
  }

  #segmentOf(number: bigint): OpenSegment {
    const segment = segmentsOf(this.#directory).findLast(({ first }) => first <= number);
    if (segment === undefined)
      throw new ProtocolError("LOG_BLOCKS_MISSING", { expected: number, actual: this.first() ?? 0n });
    const known = this.#open.get(segment.first);
    if (known !== undefined) return known;
    const [oldest] = this.#open;
    if (oldest !== undefined && this.#open.size >= keptOpen) {
      oldest[1].reader.close();
      this.#open.delete(oldest[0]);
    }
    const opened = { reader: new SegmentReader(segment), offsets: [logLayout.segment.size] };
    this.#open.set(segment.first, opened);
    return opened;
  }
}
