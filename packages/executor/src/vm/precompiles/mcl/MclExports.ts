type Unary = (result: number, value: number) => void;
type Binary = (result: number, left: number, right: number) => void;
type Test = (value: number) => number;
type Read = (result: number, bytes: number, size: number) => number;
type Sum = (result: number, points: number, scalars: number, count: number) => void;
type Map = (result: number, element: number) => number;

/**
 * What is used of the functions of mcl's WebAssembly. Arguments are addresses in its memory unless they are counts or
 * sizes; tests answer with 1 or 0, `deserialize` and `serialize` with the bytes read or written, the others that answer
 * with 0 when all went well.
 */
export interface MclExports {
  readonly malloc: (size: number) => number;
  readonly free: (address: number) => void;
  readonly __wasm_call_ctors: () => void;
  readonly mclBn_init: (curve: number, compiledTime: number) => number;
  readonly mclBn_setETHserialization: (isOn: number) => void;
  readonly mclBn_setMapToMode: (mode: number) => number;
  readonly mclBn_verifyOrderG1: (isOn: number) => void;
  readonly mclBn_verifyOrderG2: (isOn: number) => void;
  readonly mclBn_millerLoopVec: (result: number, g1: number, g2: number, count: number) => void;
  readonly mclBn_finalExp: Unary;
  readonly mclBn_getUint64NumToPrecompute: () => number;
  readonly mclBn_precomputeG2: (lines: number, g2: number) => void;
  readonly mclBn_precomputedMillerLoop: Binary;
  readonly mclBn_precomputedMillerLoop2: (
    ...operands: [result: number, g1: number, lines: number, otherG1: number, otherLines: number]
  ) => void;
  readonly mclBnGT_isOne: Test;
  readonly mclBnFp_setBigEndianMod: Read;
  readonly mclBnFp_setInt32: (result: number, value: number) => void;
  readonly mclBnFp_serialize: (bytes: number, room: number, value: number) => number;
  readonly mclBnFp_mapToG1: Map;
  readonly mclBnFp2_mapToG2: Map;
  readonly mclBnFr_setBigEndianMod: Read;
  readonly mclBnFr_isEqual: (left: number, right: number) => number;
  readonly mclBnFr_isZero: Test;
  readonly mclBnFr_neg: Unary;
  readonly mclBnFr_div: Binary;
  readonly mclBnG1_getBasePoint: (result: number) => void;
  readonly mclBnG1_clear: (result: number) => void;
  readonly mclBnG1_isZero: Test;
  readonly mclBnG1_isValid: Test;
  readonly mclBnG1_isValidOrder: Test;
  readonly mclBnG1_normalize: Unary;
  readonly mclBnG1_neg: Unary;
  readonly mclBnG1_add: Binary;
  readonly mclBnG1_mul: Binary;
  readonly mclBnG1_mulVec: Sum;
  readonly mclBnG1_deserialize: Read;
  readonly mclBnG2_clear: (result: number) => void;
  readonly mclBnG2_isZero: Test;
  readonly mclBnG2_isValid: Test;
  readonly mclBnG2_isValidOrder: Test;
  readonly mclBnG2_normalize: Unary;
  readonly mclBnG2_add: Binary;
  readonly mclBnG2_mulVec: Sum;
  readonly mclBnG2_deserialize: Read;
}
