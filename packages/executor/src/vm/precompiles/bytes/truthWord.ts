/** One or zero as a 32-byte word, new at each call because the caller may write into an output. */
export function truthWord(value: boolean): Uint8Array {
  const word = new Uint8Array(32);
  if (value) word[31] = 1;
  return word;
}
