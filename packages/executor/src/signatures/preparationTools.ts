import { Keccak } from "../hash/Keccak.js";
import { type RecoveryLibraryOptions, recoveryLibrary } from "./recoveryLibrary.js";
import type { PreparationTools } from "./TransactionPreparer.js";

/** The tools of one thread, with the library that the options choose. */
export function preparationTools(options: RecoveryLibraryOptions = {}): PreparationTools {
  return { library: recoveryLibrary(options), keccak: new Keccak() };
}
