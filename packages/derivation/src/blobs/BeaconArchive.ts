import { fromHex, ProtocolError } from "@muniment/protocol";
import { z } from "zod";
import type { BlobArchive, BlobReference } from "./BlobArchive.js";
import { fetchBounded } from "./fetchBounded.js";

export interface BeaconOptions {
  /** Address of the node's REST API. */
  readonly address: string;
  /** Of the beacon chain's genesis, Unix seconds. */
  readonly genesisTime: bigint;
  readonly secondsPerSlot: bigint;
  /** Milliseconds for an answer. */
  readonly timeout?: number;
}

const answer = z.object({ data: z.array(z.string().regex(/^0x[0-9a-fA-F]*$/)).max(1) });

/** Hexadecimal digits of one blob, and room for what stands around them. */
const answerLimit = 300_000;

/**
 * Blobs of a beacon node, which keeps them for some eighteen days.
 * Source: Beacon API, getBlobs (/eth/v1/beacon/blobs/{block_id}).
 */
export class BeaconArchive implements BlobArchive {
  readonly name: string;
  readonly #options: BeaconOptions;

  constructor(options: BeaconOptions) {
    this.#options = options;
    this.name = options.address.replace(/\/$/, "");
  }

  /** @throws ARCHIVE_ANSWER_INVALID, what fetch throws */
  async blob({ versionedHash, time }: BlobReference): Promise<Uint8Array | undefined> {
    const { genesisTime, secondsPerSlot, timeout = 10_000 } = this.#options;
    const slot = (time - genesisTime) / secondsPerSlot;
    const url = `${this.name}/eth/v1/beacon/blobs/${slot}?versioned_hashes=${versionedHash}`;
    const body = await fetchBounded(url, { limit: answerLimit, timeout });
    if (body === undefined) return undefined;
    const [blob] = this.#read(body);
    return blob === undefined ? undefined : fromHex(blob);
  }

  #read(body: Uint8Array): string[] {
    try {
      return answer.parse(JSON.parse(new TextDecoder().decode(body))).data;
    } catch (cause) {
      const problem = "its answer is no list of one blob";
      throw new ProtocolError("ARCHIVE_ANSWER_INVALID", { archive: this.name, problem }, { cause });
    }
  }
}
