// The module `hash`: keccak256 alone, in a memory of its own, for threads that need nothing else of the runtime.
export { keccak256 } from "./keccak";
