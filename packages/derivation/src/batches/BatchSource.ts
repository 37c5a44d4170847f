/** What L1 carries of a batch. */
export type BatchSource =
  | { readonly kind: "calldata"; readonly data: Uint8Array }
  /** All of the batch's, in order. */
  | { readonly kind: "blobs"; readonly blobs: readonly Uint8Array[] };
