import { createRequire } from "node:module";

/** What is used of koffi, a foreign function interface. */
export interface ForeignFunctions {
  readonly load: (path: string) => {
    readonly func: (prototype: string) => (...values: unknown[]) => unknown;
  };
}

/** koffi, which is an optional dependency: undefined where it is not installed or has no binary for this machine. */
export function foreignFunctions(): ForeignFunctions | undefined {
  try {
    return createRequire(import.meta.url)("koffi") as ForeignFunctions;
  } catch {
    return undefined;
  }
}
