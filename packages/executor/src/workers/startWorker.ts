import { type ResourceLimits, Worker } from "node:worker_threads";

/** What a thread runs: an exported function of a module, called once with the data it was given. */
export interface WorkerTask {
  /** A TypeScript or JavaScript module, for example `new URL("./runRecovery.ts", import.meta.url)`. */
  readonly module: URL;
  /** Name of the exported function `(data: unknown) => void | Promise<void>`. */
  readonly run: string;
  /** Cloned into the thread; SharedArrayBuffers in it are shared. */
  readonly data: unknown;
  readonly resourceLimits?: ResourceLimits | undefined;
}

/**
 * Starts a thread on a TypeScript module, however the program itself was started (tsx, Hardhat's loader, plain Node).
 * The thread strips types with Node alone, so it needs no loader and starts in tens of milliseconds. It ends when the
 * function returns and nothing else keeps it alive; what the function throws is the worker's `error` event.
 * @example const worker = startWorker({ module, run: "runRecovery", data: { shared } });
 */
export function startWorker({ module, run, data, resourceLimits }: WorkerTask): Worker {
  return new Worker(new URL("./bootstrap.mjs", import.meta.url), {
    workerData: { module: module.href, run, data },
    // The parent's flags would load its loader, half a second of processor time, into every thread.
    execArgv: [],
    ...(resourceLimits === undefined ? {} : { resourceLimits }),
  });
}
