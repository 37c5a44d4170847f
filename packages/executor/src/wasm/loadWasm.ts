import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ProtocolError } from "@muniment/protocol";

const build = new URL("../../build/", import.meta.url);
const loaded = new Map<string, WebAssembly.Module>();

/**
 * A WebAssembly module of the executor, compiled once a thread.
 * @param name Its folder under packages/executor/assembly.
 * @param folder Where `npm run build:wasm` has put it.
 * @throws EXECUTOR_NOT_BUILT
 */
export function loadWasm(name: string, folder: URL = build): WebAssembly.Module {
  const path = fileURLToPath(new URL(`${name}.wasm`, folder));
  const known = loaded.get(path);
  if (known !== undefined) return known;
  if (!existsSync(path)) throw new ProtocolError("EXECUTOR_NOT_BUILT", { module: name });
  const module = new WebAssembly.Module(readFileSync(path));
  loaded.set(path, module);
  return module;
}
