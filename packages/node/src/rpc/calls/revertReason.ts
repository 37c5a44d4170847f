/** Selectors of Error(string) and Panic(uint256), as Solidity encodes them. */
const errorSelector = "08c379a0";
const panicSelector = "4e487b71";
const word = 32;

/** What a revert says in words; undefined when it says it in another way. */
export function revertReason(output: Uint8Array): string | undefined {
  const bytes = Buffer.from(output.buffer, output.byteOffset, output.length);
  const selector = bytes.toString("hex", 0, 4);
  if (selector === panicSelector && bytes.length === 4 + word)
    return `panic code 0x${bytes.toString("hex", 4 + word - 1)}`;
  if (selector !== errorSelector || bytes.length < 4 + 2 * word) return undefined;
  const size = numberAt(bytes, 4 + word);
  const start = 4 + 2 * word;
  if (numberAt(bytes, 4) !== word || size === undefined || start + size > bytes.length) return undefined;
  return bytes.toString("utf8", start, start + size);
}

/** The word at an offset as a number; undefined when it is too large to be a size. */
function numberAt(bytes: Buffer, at: number): number | undefined {
  const isSmall = bytes.subarray(at, at + word - 4).every((byte) => byte === 0);
  return isSmall ? bytes.readUInt32BE(at + word - 4) : undefined;
}
