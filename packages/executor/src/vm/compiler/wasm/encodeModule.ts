import { ProtocolError } from "@muniment/protocol";
import type { CallTarget, FunctionBody } from "./FunctionBody.js";
import { wasm, type ValueType } from "./instructions.js";
import { paddedUnsigned, pushSigned, pushUnsigned } from "./leb128.js";

export interface FunctionType {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
}

/** A function of the module: its type's number, its further locals as runs, and its instructions. */
export interface ModuleFunction {
  readonly type: number;
  readonly locals: readonly { readonly count: number; readonly type: ValueType }[];
  readonly body: FunctionBody;
}

export interface ModuleDescription {
  readonly types: readonly FunctionType[];
  /** The functions that may be called by name, all from one module; those that no body calls are not imported. */
  readonly imports: { readonly module: string; readonly types: ReadonlyMap<string, FunctionType> };
  readonly memory: { readonly module: string; readonly name: string };
  readonly functions: readonly ModuleFunction[];
  readonly exports: readonly { readonly name: string; readonly function: number }[];
  /** The table's entries: position, function. Absent when nothing is called indirectly. */
  readonly table?: { readonly size: number; readonly entries: ReadonlyMap<number, number> };
}

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const section = { type: 1, import: 2, function: 3, table: 4, export: 7, element: 9, code: 10 } as const;
const FUNCTION_REFERENCE = 0x70;

/** Encodes a WebAssembly module. Its own functions are numbered after the imported ones, in their order. */
export function encodeModule(description: ModuleDescription): Uint8Array {
  const names = importedNames(description);
  const types = [...description.types];
  const importTypes = names.map((name) => typeNumber(types, typeOf(description, name)));
  const numberOf = numbering(names);

  const pieces = [
    new Uint8Array(HEADER),
    vector(section.type, types.map(encodeType)),
    vector(section.import, [
      [...encodeName(description.memory.module), ...encodeName(description.memory.name), 2, 0, 1],
      ...names.map((name, index) => [
        ...encodeName(description.imports.module),
        ...encodeName(name),
        0,
        ...unsigned(importTypes[index] ?? 0),
      ]),
    ]),
    vector(
      section.function,
      description.functions.map(({ type }) => unsigned(type)),
    ),
    ...encodeTable(description),
    vector(
      section.export,
      description.exports.map((one) => [...encodeName(one.name), 0, ...unsigned(numberOf(one.function))]),
    ),
    ...encodeElements(description, numberOf),
    vector(
      section.code,
      description.functions.map((one) => encodeFunction(one, numberOf)),
    ),
  ];
  return concatenate(pieces);
}

type Numbering = (target: CallTarget) => number;

function importedNames({ functions }: ModuleDescription): string[] {
  const names = new Set<string>();
  for (const { body } of functions) {
    for (const { target } of body.calls) if (typeof target === "string") names.add(target);
  }
  return [...names].sort();
}

function numbering(names: readonly string[]): Numbering {
  const numbers = new Map(names.map((name, index) => [name, index]));
  return (target) => (typeof target === "number" ? names.length + target : (numbers.get(target) ?? 0));
}

function typeOf({ imports }: ModuleDescription, name: string): FunctionType {
  const type = imports.types.get(name);
  if (type === undefined) throw new ProtocolError("COMPILER_UNKNOWN_FUNCTION", { name });
  return type;
}

function typeNumber(types: FunctionType[], wanted: FunctionType): number {
  const text = JSON.stringify([wanted.parameters, wanted.results]);
  const known = types.findIndex((type) => JSON.stringify([type.parameters, type.results]) === text);
  return known >= 0 ? known : types.push(wanted) - 1;
}

function encodeType({ parameters, results }: FunctionType): number[] {
  return [0x60, parameters.length, ...parameters, results.length, ...results];
}

function encodeTable({ table }: ModuleDescription): Uint8Array[] {
  if (table === undefined) return [];
  return [vector(section.table, [[FUNCTION_REFERENCE, 1, ...unsigned(table.size), ...unsigned(table.size)]])];
}

function encodeElements({ table }: ModuleDescription, numberOf: Numbering): Uint8Array[] {
  if (table === undefined) return [];
  const segments = [...table.entries].map(([position, target]) => {
    const bytes = [0, wasm.i32Const];
    pushSigned(bytes, position);
    bytes.push(wasm.end, 1, ...unsigned(numberOf(target)));
    return bytes;
  });
  return [vector(section.element, segments)];
}

function encodeFunction({ locals, body }: ModuleFunction, numberOf: Numbering): Uint8Array {
  for (const { at, target } of body.calls) {
    paddedUnsigned(numberOf(target)).forEach((byte, index) => (body.bytes[at + index] = byte));
  }
  const head = unsigned(locals.length);
  for (const { count, type } of locals) head.push(...unsigned(count), type);
  const size = unsigned(head.length + body.bytes.length + 1);
  return concatenate([size, head, body.bytes, [wasm.end]]);
}

function encodeName(name: string): number[] {
  const bytes = new TextEncoder().encode(name);
  return [...unsigned(bytes.length), ...bytes];
}

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  pushUnsigned(bytes, value);
  return bytes;
}

/** A section that is a list: its number, its size, how many items, the items. */
function vector(id: number, items: readonly ArrayLike<number>[]): Uint8Array {
  const count = unsigned(items.length);
  const size = items.reduce((sum, item) => sum + item.length, count.length);
  return concatenate([[id], unsigned(size), count, ...items]);
}

function concatenate(pieces: readonly ArrayLike<number>[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
