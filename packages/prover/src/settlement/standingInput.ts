import type { HolderTree } from "@muniment/protocol";
import type { CircuitInputs } from "./CircuitInputs.js";
import { circuitNumber } from "./circuitNumber.js";
import { pathInput } from "./pathInput.js";

/** What registrars say of a holder, and where. */
export function standingInput({ standing, path }: ReturnType<HolderTree["find"]>): CircuitInputs {
  return {
    standing: {
      expires_at: circuitNumber(standing.expiresAt),
      jurisdiction: circuitNumber(standing.jurisdiction),
      is_frozen: standing.isFrozen,
    },
    path: pathInput(path),
  };
}
