// The module `hash`: hash functions alone, in a memory of its own, for threads and contracts that need nothing else of
// the runtime.
export { compressBlake2b } from "./blake2b";
export { keccak256 } from "./keccak";

// What tests of pairs alone call.
export { keccakPair, padBlock } from "./keccakPair";
