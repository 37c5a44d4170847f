import type { BatchTerms } from "./BatchRequest.js";

/** Terms with what was not told: six blobs, which is what a transaction may carry, with the proofs of their cells. */
export function batchTermsOf(terms: Partial<BatchTerms> = {}): BatchTerms {
  return { kind: "blobs", mostBlobs: 6, blobProofs: "cells", ...terms };
}
