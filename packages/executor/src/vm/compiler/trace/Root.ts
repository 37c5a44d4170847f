/** What holds whenever a function is entered. The more is known, the fewer checks and indirect jumps it needs. */
export interface Facts {
  /** Height of the operand stack. */
  readonly height: number | undefined;
  /** Constants on the stack: depth from the top, value. */
  readonly returnAddresses: readonly (readonly [number, number])[];
  /** Whether the first three words of memory are paid for. */
  readonly hasScratchMemory: boolean;
  /** The word at 0x40, where Solidity keeps its pointer to free memory. */
  readonly freePointer: bigint | undefined;
}

export const noFacts: Facts = {
  height: undefined,
  returnAddresses: [],
  hasScratchMemory: false,
  freePointer: undefined,
};

/** Where a function of the module begins to follow the code. */
export interface Root {
  /** Its number among the module's functions. */
  readonly number: number;
  readonly position: number;
  readonly facts: Facts;
}

export const FREE_POINTER_AT = 0x40;
export const SCRATCH_MEMORY_SIZE = 0x60;
