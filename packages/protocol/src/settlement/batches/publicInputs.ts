import { abiWord } from "../../bytes/abiWord.js";
import type { Hex } from "../../bytes/Hex.js";
import { toHex } from "../../bytes/toHex.js";
import type { SettlementStatement } from "./SettlementStatement.js";

/** The public inputs of a proof, as a verifier on L1 takes them (SETTLE-44). */
export function publicInputs(statement: SettlementStatement): Hex[] {
  const { domain, oldState, newState, eligibility, rules, time, commitment, challenge, evaluation } =
    statement;
  return [domain, oldState, newState, eligibility, rules, time, commitment, challenge, evaluation].map(
    (word) => toHex(abiWord("uint256", word)),
  );
}
