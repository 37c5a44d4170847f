// Compiles the WebAssembly modules of the executor when their sources have changed: `node packages/executor/assembly/build.mjs`.
// Plain Node.js, because set-up runs it before anything else. A stamp beside each module holds the hash of its sources.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const assembly = dirname(fileURLToPath(import.meta.url));
const output = join(assembly, "..", "build");
const layout = join(assembly, "..", "src", "vm", "runtime", "layout.ts");

const runtime = ["--memoryBase", "1048576", "--initialMemory", "64", "--exportTable"];

/** Each module's source, where its static data begin, and what it asks of the compiler beyond the common flags. */
const modules = {
  runtime: { source: "runtime", flags: runtime },
  // The runtime once more, telling the host of every step when it is asked to (runtime/tracing.ts).
  traced: { source: "runtime", flags: [...runtime, "--use", "TRACED=1"] },
  commit: { source: "commit", flags: ["--memoryBase", "65536", "--initialMemory", "64"] },
  hash: { source: "hash", flags: ["--memoryBase", "1024", "--initialMemory", "2"] },
};

const common = [
  ...["-O3", "--runtime", "stub", "--noAssert", "--importMemory"],
  ...["--maximumMemory", "65536", "--enable", "simd", "--disableWarning", "201"],
];

const sources = readdirSync(assembly, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(ts|mjs)$/.test(name))
  .sort()
  .map((name) => join(assembly, name));

function hashOf(flags) {
  const hash = createHash("sha256").update(flags.join(" "));
  for (const file of [layout, ...sources]) hash.update(relative(assembly, file)).update(readFileSync(file));
  return hash.digest("hex");
}

for (const [name, { source, flags: extra }] of Object.entries(modules)) {
  const entry = join(assembly, source, "index.ts");
  if (!existsSync(entry)) continue;
  const flags = [...common, ...extra];
  const stamp = join(output, `${name}.stamp`);
  const wasm = join(output, `${name}.wasm`);
  const hash = hashOf(flags);
  if (existsSync(wasm) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) continue;
  mkdirSync(output, { recursive: true });
  const started = Date.now();
  // Under another name first, so that an interrupted build leaves nothing half-written.
  const fresh = `${wasm}.${process.pid}`;
  const { error, stderr } = await asc.main([entry, "--outFile", fresh, ...flags]);
  if (error) {
    console.error(`executor: ${name}.wasm does not compile:\n${stderr.toString()}`);
    process.exit(1);
  }
  renameSync(fresh, wasm);
  writeFileSync(stamp, hash);
  console.log(`executor: ${name}.wasm built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}
