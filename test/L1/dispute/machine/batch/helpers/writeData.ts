/** What a test puts into a batch's data by hand. */
export interface WrittenData {
  /** 20 bytes each. */
  readonly addresses?: readonly Uint8Array[];
  /** Length and bytes. */
  readonly words?: readonly Uint8Array[];
  /** The transactions of each block. */
  readonly blocks: readonly (readonly Uint8Array[])[];
}

/** A number as BATCH-3 writes it. */
export function leb(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...leb(Math.floor(value / 128))];
}

/** A word of the dictionary that says so many bytes. */
export function wordEntry(bytes: readonly number[], size = bytes.length): Uint8Array {
  const entry = new Uint8Array(33);
  entry[0] = size;
  entry.set(bytes, 1);
  return entry;
}

/** The data of a batch (spec/batches.md, BATCH-3), each block a second after the one before. */
export function writeData({ addresses = [], words = [], blocks }: WrittenData): Uint8Array {
  const counts = [addresses.length, words.length].flatMap((count) => [count >> 8, count & 0xff]);
  const body = blocks.flatMap((transactions) => [
    ...[1, ...leb(transactions.length)],
    ...transactions.flatMap((raw) => [...leb(raw.length), ...raw]),
  ]);
  const dictionary = [...addresses, ...words].flatMap((entry) => [...entry]);
  return Uint8Array.from([1, ...counts, ...dictionary, ...body]);
}
