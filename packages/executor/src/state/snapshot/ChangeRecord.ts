/** A change record (TREE-20) among others. */
export interface ChangeRecord {
  readonly kind: number;
  /** The runtime's table index. */
  readonly id: number;
  /** The whole record. */
  readonly bytes: Uint8Array;
}
