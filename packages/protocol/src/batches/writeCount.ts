/**
 * Appends a number as BATCH-3 writes *n*: the shortest LEB128.
 * @param value 0 … 2^53 - 1.
 */
export function writeCount(target: number[], value: number): void {
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) target.push((rest % 0x80) | 0x80);
  target.push(rest);
}
