/** Which entry of the dictionary stands for which bytes, when transactions are written. */
export interface DictionaryIndex {
  /** By the hexadecimal digits of the 20 bytes. */
  readonly addresses: ReadonlyMap<string, number>;
  /** By the hexadecimal digits of the bytes, in their own length. */
  readonly words: ReadonlyMap<string, number>;
}
