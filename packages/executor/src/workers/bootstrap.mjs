// The first module of every worker thread; see startWorker.ts. Node strips the types of TypeScript by itself, but takes
// import paths literally, and ours end in .js: a path that leads to no file is looked for as .ts.
import { existsSync } from "node:fs";
import { enableCompileCache, flushCompileCache, registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { workerData } from "node:worker_threads";

// Stripped and compiled once for all threads to come, beside the WebAssembly modules; where that cannot be written,
// each thread starts 200 ms of processor time later, and that is all.
enableCompileCache(fileURLToPath(new URL("../../build/cache", import.meta.url)));

const isFile = (url) => existsSync(fileURLToPath(url));

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.startsWith("file:")) {
      const script = new URL(specifier, context.parentURL);
      const source = new URL(script.href.replace(/\.js$/, ".ts"));
      if (!isFile(script) && isFile(source)) return nextResolve(source.href, context);
    }
    return nextResolve(specifier, context);
  },
});

const { module, run, data } = workerData;
const exported = await import(module);
// Now, because a thread may be terminated.
flushCompileCache();
await exported[run](data);
