import type { Hex } from "@muniment/protocol";
import { batchDigest, encodeBatchHeader, toHex } from "@muniment/protocol";
import { wordText } from "@muniment/sdk";
import { settlementInterface } from "../lane/settlementInterface.js";
import type { MadeBatch } from "./MadeBatch.js";

const noProof = { commitment: `0x${"00".repeat(32)}`, proof: "0x" } as const;

/**
 * The call of the portal that commits, proves, finalizes and settles a batch (SETTLE-86).
 * @param proof Of the circuit; undefined for a batch without data.
 */
export function encodePost(
  { header, parent, body, first, next }: MadeBatch,
  proof: Uint8Array | undefined,
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
