// The rule set in force, set once by the host before the first transaction.

export const FORK_CANCUN: u32 = 0;
export const FORK_PRAGUE: u32 = 1;
export const FORK_OSAKA: u32 = 2;

const FRAME_MEMORY_LIMIT: u64 = 131072;
const REGION_LIMIT: u64 = 49152;
const CALLDATA_LIMIT: u32 = 65536;
const PRECOMPILE_GAS_LIMIT: u64 = 2000000;
const BLOCK_PRECOMPILE_LIMIT: u64 = 8000000;
const LOG_LIMIT: u32 = 131072;
/** EIP-7825 */
export const TRANSACTION_GAS_LIMIT: u64 = 16777216;

/** More bytes than any gas pays for. */
const UNBOUNDED: u32 = 0x7fffffff;
const UNBOUNDED_GAS: u64 = 0x7fffffffffffffff;

/** One of FORK_*. */
export let fork: u32 = FORK_OSAKA;
/** Whether the chain's own rules hold: bounds, fees to the fee recipient, no blob transactions. */
export let isMuniment: bool = true;
/** Most bytes of memory a frame may have. */
export let frameMemoryLimit: u64 = FRAME_MEMORY_LIMIT;
/** Most bytes that may be hashed, logged, copied or created from at once. */
export let regionLimit: u64 = REGION_LIMIT;
/** Most bytes of a transaction's data. */
export let calldataLimit: u32 = CALLDATA_LIMIT;
/** Most gas one precompile call may take. */
export let precompileGasLimit: u64 = PRECOMPILE_GAS_LIMIT;
/** Most that the precompile calls of a block may count together. */
export let blockPrecompileLimit: u64 = BLOCK_PRECOMPILE_LIMIT;
/** Most bytes that the RLP of a transaction's logs may have, end to end. */
export let logLimit: u32 = LOG_LIMIT;

/** Sets the rules: Ethereum's at a fork, or the chain's, which are Osaka's with bounds. */
export function setRules(isChain: bool, atFork: u32): void {
  isMuniment = isChain;
  fork = isChain ? FORK_OSAKA : atFork;
  frameMemoryLimit = isChain ? FRAME_MEMORY_LIMIT : UNBOUNDED;
  regionLimit = isChain ? REGION_LIMIT : UNBOUNDED;
  calldataLimit = isChain ? CALLDATA_LIMIT : UNBOUNDED;
  precompileGasLimit = isChain ? PRECOMPILE_GAS_LIMIT : UNBOUNDED_GAS;
  blockPrecompileLimit = isChain ? BLOCK_PRECOMPILE_LIMIT : UNBOUNDED_GAS;
  logLimit = isChain ? LOG_LIMIT : UNBOUNDED;
}
