/** The cost of a contract that is paid per call and per word of 32 bytes begun. */
export function wordGas(base: number, perWord: number): (input: Uint8Array) => number {
  return (input) => base + perWord * Math.ceil(input.length / 32);
}
