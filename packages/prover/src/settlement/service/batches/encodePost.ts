import type { Hex } from "@muniment/protocol";
import { batchDigest, encodeBatchHeader, toHex } from "@muniment/protocol";
import { wordText } from "@muniment/sdk";
import { settlementInterface } from "../lane/settlementInterface.js";
import type { QueueWitness } from "../lane/QueueWitness.js";
import type { MadeBatch } from "./MadeBatch.js";

const noProof = { commitment: `0x${"00".repeat(32)}`, proof: "0x" } as const;

/**
 * The call of the portal that commits, proves, finalizes and settles a batch (SETTLE-86).
 * @param proof Of the circuit; undefined for a batch without data.
 * @param witness Of the queue as L1 has it when it is posted: what is queued after the batch was made changes it.
 */
export function encodePost(
  { header, parent, body }: MadeBatch,
  proof: Uint8Array | undefined,
  { first, next }: QueueWitness,
): Hex {
  const digest = batchDigest(header);
  const shown = body && {
    commitment: wordText(body.plan.state(digest).statement.commitment),
    proof: toHex(proof ?? new Uint8Array()),
  };
  const posting = {
    header: encodeBatchHeader(header),
    parent: encodeBatchHeader(parent),
    witness: { expectedDigest: digest, first, next },
    data: body?.plan.data ?? new Uint8Array(),
    ...(shown ?? noProof),
  };
  return settlementInterface.encodeFunctionData("post", [posting]) as Hex;
}
