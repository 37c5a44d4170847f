import { preparedLayout as layout } from "@muniment/protocol";

/** Tokens of a prepared record's data: one for a zero, four for another byte. Source: EIP-7623. */
export function dataTokens(record: Uint8Array): number {
  const view = new DataView(record.buffer, record.byteOffset);
  const at = view.getUint32(layout.data, true);
  const size = view.getUint32(layout.dataSize, true);
  let zeros = 0;
  for (let index = at; index < at + size; index++) if (record[index] === 0) zeros++;
  return zeros + 4 * (size - zeros);
}
