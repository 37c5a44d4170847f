import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The native prover that the npm package brings for this machine. */
export function bbPath(): string {
  const entry = createRequire(import.meta.url).resolve("@aztec/bb.js");
  const root = entry.slice(0, entry.lastIndexOf(join("bb.js", "dest")));
  const system = `${process.arch === "arm64" ? "arm64" : "amd64"}-${process.platform === "darwin" ? "macos" : "linux"}`;
  return join(dirname(root), "@aztec", "bb.js", "build", system, "bb");
}
