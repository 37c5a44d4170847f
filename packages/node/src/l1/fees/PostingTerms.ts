/** What 1,024 bytes take on L1 when they are posted. */
export interface PostingTerms {
  /** Gas: of the bytes, and their share of commit, attestation and finalization. */
  readonly gas: bigint;
  readonly blobGas: bigint;
}
