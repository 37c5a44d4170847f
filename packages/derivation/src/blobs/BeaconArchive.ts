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

const genesisAnswer = z.object({ data: z.object({ genesis_time: z.string().regex(/^\d+$/) }) });
const specAnswer = z.object({ data: z.object({ SECONDS_PER_SLOT: z.string().regex(/^[1-9]\d*$/) }) });
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

  /**
   * Asks a beacon node for its genesis and its slots.
   * @throws ARCHIVE_ANSWER_INVALID, what fetch throws
   */
  static async open({
    address,
    timeout = 10_000,
  }: Pick<BeaconOptions, "address" | "timeout">): Promise<BeaconArchive> {
    const name = address.replace(/\/$/, "");
    const ask = async <T>(path: string, schema: z.ZodType<T>): Promise<T> => {
      const body = await fetchBounded(`${name}${path}`, { limit: answerLimit, timeout });
      return parsed(
        { archive: name, problem: `its answer to ${path} is not the Beacon API's` },
        body,
        schema,
      );
    };
    const genesis = await ask("/eth/v1/beacon/genesis", genesisAnswer);
    const spec = await ask("/eth/v1/config/spec", specAnswer);
    return new BeaconArchive({
      ...{ address, timeout },
      genesisTime: BigInt(genesis.data.genesis_time),
      secondsPerSlot: BigInt(spec.data.SECONDS_PER_SLOT),
    });
  }

  /** @throws ARCHIVE_ANSWER_INVALID, what fetch throws */
  async blob({ versionedHash, time }: BlobReference): Promise<Uint8Array | undefined> {
    const { genesisTime, secondsPerSlot, timeout = 10_000 } = this.#options;
    const slot = (time - genesisTime) / secondsPerSlot;
    const url = `${this.name}/eth/v1/beacon/blobs/${slot}?versioned_hashes=${versionedHash}`;
    const body = await fetchBounded(url, { limit: answerLimit, timeout });
    if (body === undefined) return undefined;
    const context = { archive: this.name, problem: "its answer is no list of one blob" };
    const [blob] = parsed(context, body, answer).data;
    return blob === undefined ? undefined : fromHex(blob);
  }
}

function parsed<T>(
  context: { readonly archive: string; readonly problem: string },
  body: Uint8Array | undefined,
  schema: z.ZodType<T>,
): T {
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(body)));
  } catch (cause) {
    throw new ProtocolError("ARCHIVE_ANSWER_INVALID", context, { cause });
  }
}
