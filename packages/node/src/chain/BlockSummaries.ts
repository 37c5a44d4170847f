/** Bytes of a summary: hash, bloom. */
const size = 32 + 256;
const chunkBlocks = 1024;

/** Hash and bloom of every block from the first that is there on, 288 bytes each. */
export class BlockSummaries {
  readonly first: bigint;
  #chunks: Uint8Array[] = [];
  #count = 0;

  constructor(first: bigint) {
    this.first = first;
  }

  get count(): number {
    return this.#count;
  }

  push(hash: Uint8Array, bloom: Uint8Array): void {
    if (this.#count % chunkBlocks === 0) this.#chunks.push(new Uint8Array(chunkBlocks * size));
    const at = this.#at(this.#count++);
    at.set(hash);
    at.set(bloom, 32);
  }

  hash(number: bigint): Uint8Array {
    return this.#at(Number(number - this.first)).subarray(0, 32);
  }

  bloom(number: bigint): Uint8Array {
    return this.#at(Number(number - this.first)).subarray(32, size);
  }

  #at(index: number): Uint8Array {
    const chunk = this.#chunks[Math.floor(index / chunkBlocks)] as Uint8Array;
    const start = (index % chunkBlocks) * size;
    return chunk.subarray(start, start + size);
  }
}
