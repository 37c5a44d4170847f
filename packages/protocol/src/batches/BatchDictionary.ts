import { batchLayout } from "./batchLayout.js";

/**
 * The dictionary of a batch's data: where its entries lie, of fixed sizes, so that each is found by its index alone
 * (spec/batches.md, BATCH-3, BATCH-5).
 */
export interface BatchDictionary {
  /** The data of the batch. */
  readonly data: Uint8Array;
  /** How many. */
  readonly addresses: number;
  readonly words: number;
  /** Where the blocks begin. */
  readonly end: number;
  /** Told which bytes of the data tell what an entry is, or that there is none. */
  readonly look?: ((offset: number, size: number) => void) | undefined;
}

/** The dictionary of data; undefined when they cannot be read (BATCH-13). */
export function readDictionary(data: Uint8Array): BatchDictionary | undefined {
  const dictionary = announcedDictionary(data);
  return dictionary === undefined || dictionary.end > data.length ? undefined : dictionary;
}

/** Where the dictionary ends by its counts, whether it is there or not; undefined when they cannot be read. */
export function dictionaryEnd(data: Uint8Array): number | undefined {
  return announcedDictionary(data)?.end;
}

function announcedDictionary(data: Uint8Array): BatchDictionary | undefined {
  const { version, preamble, address, wordEntry } = batchLayout;
  if (data.length < preamble || data[0] !== version) return undefined;
  const view = new DataView(data.buffer, data.byteOffset);
  const addresses = view.getUint16(1);
  const words = view.getUint16(3);
  return { data, addresses, words, end: preamble + address * addresses + wordEntry * words };
}

/** The 20 bytes of an entry, a view; undefined when there is none. */
export function dictionaryAddress(
  { data, addresses, look }: BatchDictionary,
  index: number,
): Uint8Array | undefined {
  look?.(0, batchLayout.preamble);
  if (index >= addresses) return undefined;
  const start = batchLayout.preamble + batchLayout.address * index;
  look?.(start, batchLayout.address);
  return data.subarray(start, start + batchLayout.address);
}

/** The bytes of an entry in their own length, a view; undefined when there is none, or it says more than 32. */
export function dictionaryWord(
  { data, addresses, words, look }: BatchDictionary,
  index: number,
): Uint8Array | undefined {
  const { preamble, address, wordEntry, word } = batchLayout;
  look?.(0, preamble);
  if (index >= words) return undefined;
  const start = preamble + address * addresses + wordEntry * index;
  look?.(start, wordEntry);
  const size = data[start] as number;
  return size > word ? undefined : data.subarray(start + 1, start + 1 + size);
}
