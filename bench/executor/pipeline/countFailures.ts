// Receipt records (packages/executor/README.md).
const statusAt = 5;

/** How many of a block's receipts are of transactions that did not succeed. */
export function countFailures(records: Uint8Array): number {
  const view = new DataView(records.buffer, records.byteOffset, records.byteLength);
  let failed = 0;
  for (let at = 0; at < records.length; at += view.getUint32(at, true)) {
    if (view.getUint8(at + statusAt) !== 1) failed++;
  }
  return failed;
}
