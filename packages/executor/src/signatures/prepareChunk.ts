import { encodeRefusal } from "./encodeRefusal.js";
import { controlWords, type SharedQueue } from "./SharedQueue.js";
import type { TransactionPreparer } from "./TransactionPreparer.js";

/**
 * Prepares every transaction of a slot's input into its output.
 * @throws whatever is not a refusal of a transaction: a defect, which ends the worker.
 */
export function prepareChunk(shared: SharedQueue, slot: number, preparer: TransactionPreparer): void {
  const { control, geometry, input, output } = shared;
  const { chunkSize, inputStride, outputStride, sizeLimit } = geometry;
  const words = controlWords.slots + slot * controlWords.slotWords;
  const count = control[words + controlWords.count] as number;
  const sizes = new Uint32Array(input, slot * inputStride, count);
  const bytes = new Uint8Array(input, slot * inputStride + 4 * chunkSize, sizeLimit);
  const entries = new Uint32Array(output, slot * outputStride, 2 * count);
  const area = new Uint8Array(output, slot * outputStride + 8 * chunkSize, outputStride - 8 * chunkSize);
  let start = 0;
  let front = 0;
  let back = area.length;
  for (let index = 0; index < count; index++) {
    const size = sizes[index] as number;
    try {
      preparer.checkSize(size);
      const decoded = preparer.decode(bytes, start, start + size);
      entries[2 * index] = 0;
      entries[2 * index + 1] = front;
      front += preparer.write(decoded, area, front);
    } catch (error) {
      const refusal = encodeRefusal(error);
      if (refusal === undefined) throw error;
      const { number, evidence } = refusal;
      back -= (evidence.length + 4 + 3) & ~3;
      entries[2 * index] = number;
      entries[2 * index + 1] = back;
      new DataView(output, area.byteOffset + back, 4).setUint32(0, evidence.length, true);
      area.set(evidence, back + 4);
    }
    if (size <= sizeLimit) start += size;
  }
  control[words + controlWords.recordsSize] = front;
}
