// The rule set in force, set once by the host before the first transaction.

export const FORK_CANCUN: u32 = 0;
export const FORK_PRAGUE: u32 = 1;
export const FORK_OSAKA: u32 = 2;

/** One of FORK_*. */
export let fork: u32 = FORK_OSAKA;
/** Whether the chain's own rules hold: bounds, fees to the fee recipient, no blob transactions. */
export let isMuniment: bool = true;
/** Most bytes of memory a frame may have. */
export let frameMemoryLimit: u64 = 131072;
/** Most bytes that may be hashed, logged, copied or created from at once. */
export let regionLimit: u64 = 49152;
/** Most bytes of a transaction's data. */
export let calldataLimit: u32 = 65536;
/** Most gas one precompile call may take. */
export let precompileGasLimit: u64 = 2000000;

export const TRANSACTION_GAS_LIMIT: u64 = 16777216;

const UNBOUNDED: u64 = 0x7fffffff;

/** Sets the rules: Ethereum's at a fork, or the chain's, which are Osaka's with bounds. */
export function setRules(isChain: bool, atFork: u32): void {
  isMuniment = isChain;
  fork = isChain ? FORK_OSAKA : atFork;
  frameMemoryLimit = isChain ? 131072 : UNBOUNDED;
  regionLimit = isChain ? 49152 : UNBOUNDED;
  calldataLimit = isChain ? 65536 : 0x7fffffff;
  precompileGasLimit = isChain ? 2000000 : 0x7fffffffffffffff;
}
