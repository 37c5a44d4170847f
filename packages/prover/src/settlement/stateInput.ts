import type { SettlementState } from "@muniment/protocol";
import type { CircuitInputs } from "./CircuitInputs.js";
import { circuitNumber } from "./circuitNumber.js";

/** The parts of a state's root. */
export function stateInput(state: SettlementState): CircuitInputs {
  return {
    notes: circuitNumber(state.notesRoot),
    nullifiers: circuitNumber(state.nullifiers.root),
    leaves: circuitNumber(state.leaves),
  };
}
