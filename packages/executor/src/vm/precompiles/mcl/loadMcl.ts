import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** How the library's file holds its module. */
const BYTES = /wasmBase64 = '([A-Za-z0-9+/=]+)'/;

/**
 * The WebAssembly module of mcl, or undefined where it cannot be loaded. The bytes are read out of the library's file,
 * because its own loader answers with a promise and keeps one curve, and a call of a contract cannot wait.
 * @param name The file that holds them.
 */
export function loadMcl(name = "mcl-wasm/dist/mcl_c.js"): WebAssembly.Module | undefined {
  try {
    const file = readFileSync(createRequire(import.meta.url).resolve(name), "latin1");
    const [, digits] = BYTES.exec(file) ?? [];
    return digits === undefined ? undefined : new WebAssembly.Module(Buffer.from(digits, "base64"));
  } catch {
    return undefined;
  }
}
