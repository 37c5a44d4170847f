import { loadWasm } from "../../../wasm/loadWasm.js";

interface HashExports {
  readonly compressBlake2b: (block: number, rounds: number, isFinal: boolean) => void;
}

/** The module's static data end far below. */
const blockAt = 4096;
const blockSize = 208;

let open: { readonly wasm: HashExports; readonly block: Uint8Array } | undefined;

/**
 * BLAKE2b's compression function F (RFC 7693, 3.2) with any number of rounds, in WebAssembly.
 * @param block 208 bytes: `h` in eight words, `m` in sixteen, `t` in two, little-endian.
 * @returns The new `h`, 64 bytes.
 */
export function compressBlake2b(block: Uint8Array, rounds: number, isFinal: boolean): Uint8Array {
  open ??= start();
  open.block.set(block);
  open.wasm.compressBlake2b(blockAt, rounds, isFinal);
  return open.block.slice(0, 64);
}

function start(): NonNullable<typeof open> {
  const memory = new WebAssembly.Memory({ initial: 2, maximum: 65_536 });
  const { exports } = new WebAssembly.Instance(loadWasm("hash"), { env: { memory } });
  const block = new Uint8Array(memory.buffer, blockAt, blockSize);
  return { wasm: exports as unknown as HashExports, block };
}
