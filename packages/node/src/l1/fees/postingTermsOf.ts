import type { BatchTerms } from "../../batcher/BatchRequest.js";
import type { PostingTerms } from "./PostingTerms.js";

/**
 * commitBatch, attest, secure and finalize together take 390,000 gas or so: its share, where a batch fills one blob or as
 * much calldata.
 */
const share = 3_200n;
/** Gas of 1,024 bytes of calldata at 40 each (EIP-7623). */
const calldata = 40_960n;
/** 131,072 units of blob gas for 126,976 bytes (BATCH-1), rounded up. */
const blobGas = 1_058n;

/** What posting takes unless the operator says otherwise. */
export function postingTermsOf(kind: BatchTerms["kind"]): PostingTerms {
  return kind === "blobs" ? { gas: share, blobGas } : { gas: share + calldata, blobGas: 0n };
}
