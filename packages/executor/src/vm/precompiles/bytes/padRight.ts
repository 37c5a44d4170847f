/**
 * The first `size` bytes of the input as a view, or a copy with zeros after them where the input is shorter: what a
 * contract that reads beyond the end of its input sees.
 */
export function padRight(input: Uint8Array, size: number): Uint8Array {
  if (input.length >= size) return input.subarray(0, size);
  const padded = new Uint8Array(size);
  padded.set(input);
  return padded;
}
