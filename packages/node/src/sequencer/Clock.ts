/** Time, passed in. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `work` after so many milliseconds. @returns What cancels it. */
  after(milliseconds: number, work: () => void): () => void;
}
