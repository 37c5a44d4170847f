export { BlockSealer } from "./blocks/BlockSealer.js";
export type { SealedReceipts } from "./blocks/SealedReceipts.js";
export { sealReceipts } from "./blocks/sealReceipts.js";
export { transactionsRoot } from "./blocks/transactionsRoot.js";
export { StateTree } from "./state/tree/StateTree.js";
export { loadWasm } from "./wasm/loadWasm.js";
