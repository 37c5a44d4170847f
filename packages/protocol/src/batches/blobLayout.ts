/** How data lie in blobs (spec/batches.md, BATCH-1). */
export const blobLayout = {
  /** Bytes of a blob. */
  size: 131_072,
  /** Bytes of a field element; the first of them is zero. */
  element: 32,
  /** Bytes of data in an element. */
  elementData: 31,
  /** Bytes of data in a blob. */
  capacity: 126_976,
} as const;
