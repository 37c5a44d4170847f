/** A call of a precompiled contract that takes long for its gas. */
export interface PrecompileCase {
  readonly name: string;
  readonly address: number;
  readonly input: Uint8Array;
}
