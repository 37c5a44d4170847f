import type { Branch } from "./Branch.js";

/** What can be covered in one source. */
export type Coverable = { path: string; statements: { line: number; tag: string }[]; branches: Branch[] };

/** What can be covered in the sources instrumented by this process, by path. */
export const inventory = new Map<string, Coverable>();
