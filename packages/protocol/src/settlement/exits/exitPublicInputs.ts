import { abiWord } from "../../bytes/abiWord.js";
import type { Hex } from "../../bytes/Hex.js";
import { toHex } from "../../bytes/toHex.js";
import type { ExitStatement } from "./ExitStatement.js";

/** The public inputs of an exit's proof, as a verifier on L1 takes them (SETTLE-47). */
export function exitPublicInputs(statement: ExitStatement): Hex[] {
  const { domain, state, nullifier, value, target, eligibility } = statement;
  return [domain, state, nullifier, value, target, eligibility].map((word) =>
    toHex(abiWord("uint256", word)),
  );
}
