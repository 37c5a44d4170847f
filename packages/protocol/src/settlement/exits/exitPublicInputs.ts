import { abiWord } from "../../bytes/abiWord.js";
import type { Hex } from "../../bytes/Hex.js";
import { toHex } from "../../bytes/toHex.js";
import type { ExitStatement } from "./ExitStatement.js";

/** The public inputs of an exit's proof, as a verifier on L1 takes them (SETTLE-47). */
export function exitPublicInputs(statement: ExitStatement): Hex[] {
  const { domain, state, eligibility, crossing, target, nullifier } = statement;
  return [domain, state, eligibility, crossing, target, nullifier].map((word) =>
    toHex(abiWord("uint256", word)),
  );
}
