/**
 * Copies `start` … `end` of `source` to `offset` of `target`, which must not overlap it.
 * @returns Where the copy ends.
 */
export function copyBytes(
  source: Uint8Array,
  { start, end }: { readonly start: number; readonly end: number },
  target: Uint8Array,
  offset: number,
): number {
  // A view costs more than moving a few dozen bytes one by one.
  if (end - start > 96) target.set(source.subarray(start, end), offset);
  else for (let from = start, to = offset; from < end; from++, to++) target[to] = source[from] as number;
  return offset + end - start;
}
