// The first module of every worker thread; see startWorker.ts. Node strips the types of TypeScript by itself, but takes
// import paths literally, and ours end in .js: a path that leads to no file is looked for as .ts.
import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { workerData } from "node:worker_threads";

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
await exported[run](data);
