export { StateTree } from "./state/tree/StateTree.js";
export { loadWasm } from "./wasm/loadWasm.js";
