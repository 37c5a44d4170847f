/**
 * Bytes that look random and are the same at every run: xorshift32 from a seed.
 * @param seed Not zero; a failing test prints its input, which needs no seed to repeat.
 */
export function randomBytes(seed: number): (size: number) => Uint8Array {
  let state = seed;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 8;
  };
  return (size) => Uint8Array.from({ length: size }, () => next() & 255);
}
