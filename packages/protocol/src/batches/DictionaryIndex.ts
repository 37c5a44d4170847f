/** Which entry of the dictionary stands for which bytes, when transactions are written; the keys are bytesKey's. */
export interface DictionaryIndex {
  /** By the 20 bytes. */
  readonly addresses: ReadonlyMap<string, number>;
  /** By the bytes, in their own length. */
  readonly words: ReadonlyMap<string, number>;
}
