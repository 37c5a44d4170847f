/** The WebAssembly instructions the compiler uses, by name; numbers from the core specification, version 2 and SIMD. */
export const wasm = {
  block: 0x02,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  branch: 0x0c,
  branchIf: 0x0d,
  return: 0x0f,
  call: 0x10,
  returnCall: 0x12,
  returnCallIndirect: 0x13,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  i32Load: 0x28,
  i64Load: 0x29,
  i32Load8Unsigned: 0x2d,
  i32Store: 0x36,
  i64Store: 0x37,
  i64Store8: 0x3c,
  i32Const: 0x41,
  i64Const: 0x42,
  i32EqualZero: 0x45,
  i32LessUnsigned: 0x49,
  i32GreaterUnsigned: 0x4b,
  i32GreaterOrEqualUnsigned: 0x4f,
  i64EqualZero: 0x50,
  i64Equal: 0x51,
  i64NotEqual: 0x52,
  i64LessSigned: 0x53,
  i64LessUnsigned: 0x54,
  i64GreaterUnsigned: 0x56,
  i64LessOrEqualSigned: 0x57,
  i64CountLeadingZeros: 0x79,
  i32Add: 0x6a,
  i32Subtract: 0x6b,
  i32And: 0x71,
  i32Or: 0x72,
  i64Add: 0x7c,
  i64Subtract: 0x7d,
  i64Multiply: 0x7e,
  i64And: 0x83,
  i64Or: 0x84,
  i64Xor: 0x85,
  i64ShiftLeft: 0x86,
  i64ShiftRightSigned: 0x87,
  i64ShiftRightUnsigned: 0x88,
  i32WrapI64: 0xa7,
  i64ExtendI32Unsigned: 0xad,
} as const;

/** The same for the 128-bit instructions, which follow the prefix byte 0xfd. */
export const simd = {
  load: 0,
  store: 11,
  constant: 12,
  shuffle: 13,
  splatI64: 18,
  extractI64: 29,
  replaceI64: 30,
} as const;

export const valueType = { i32: 0x7f, i64: 0x7e, v128: 0x7b } as const;
export type ValueType = (typeof valueType)[keyof typeof valueType];

/** The alignment hints of loads and stores, as powers of two. */
export const alignment: ReadonlyMap<number, number> = new Map<number, number>([
  [wasm.i32Load, 2],
  [wasm.i64Load, 3],
  [wasm.i32Store, 2],
  [wasm.i64Store, 3],
]);
