import type { MclExports } from "./MclExports.js";
import type { MclGroup } from "./MclGroup.js";

/** The two groups of a curve. */
export function groupsOf(wasm: MclExports): { readonly g1: MclGroup; readonly g2: MclGroup } {
  return {
    g1: {
      parts: 2,
      clear: wasm.mclBnG1_clear,
      isZero: wasm.mclBnG1_isZero,
      isValid: wasm.mclBnG1_isValid,
      isValidOrder: wasm.mclBnG1_isValidOrder,
      normalize: wasm.mclBnG1_normalize,
      add: wasm.mclBnG1_add,
      mulVec: wasm.mclBnG1_mulVec,
    },
    g2: {
      parts: 4,
      clear: wasm.mclBnG2_clear,
      isZero: wasm.mclBnG2_isZero,
      isValid: wasm.mclBnG2_isValid,
      isValidOrder: wasm.mclBnG2_isValidOrder,
      normalize: wasm.mclBnG2_normalize,
      add: wasm.mclBnG2_add,
      mulVec: wasm.mclBnG2_mulVec,
    },
  };
}
