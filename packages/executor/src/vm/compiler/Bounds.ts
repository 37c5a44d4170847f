/** The bounds of a frame under the rules the code runs by. */
export interface Bounds {
  /** Largest size of a frame's memory, bytes. */
  readonly frameMemory: number;
  /** Largest region that is hashed, logged, copied or created from, bytes. */
  readonly region: number;
}
