import { preparationTools } from "./preparationTools.js";
import type { PreparationTools } from "./TransactionPreparer.js";

let tools: PreparationTools | undefined;

/** The tools of this thread, made when they are first needed. */
export function ownTools(): PreparationTools {
  tools ??= preparationTools();
  return tools;
}
