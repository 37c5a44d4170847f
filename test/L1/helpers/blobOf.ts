/** Bytes of a blob. */
const blobSize = 131_072;

/** A blob that carries a text of at most 31 bytes in its first element and what it says in reverse in its second. */
export function blobOf(text: string): Uint8Array {
  const blob = new Uint8Array(blobSize);
  const bytes = new TextEncoder().encode(text).subarray(0, 31);
  blob.set(bytes, 1);
  blob.set(bytes.toReversed(), 33);
  return blob;
}
