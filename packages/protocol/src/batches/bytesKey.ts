/** The bytes `start` … `end` as the key of a map: a character each. */
export function bytesKey(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode.apply(undefined, bytes.subarray(start, end) as unknown as number[]);
}
