import { ProtocolError, toHex } from "@muniment/protocol";
import type { CallAnswer } from "../../chain/state/StateRequest.js";
import { revertReason } from "./revertReason.js";

/** What a call returned. @throws CALL_REVERTED with the revert data (NODE-7), CALL_HALTED */
export function outputOf({ outcome, output, gasUsed }: CallAnswer): Uint8Array {
  if (outcome === "returned") return output;
  if (outcome === "halted") throw new ProtocolError("CALL_HALTED", { gas: gasUsed });
  const reason = revertReason(output);
  throw new ProtocolError("CALL_REVERTED", {
    reason: reason === undefined ? "" : `: ${reason}`,
    data: toHex(output),
  });
}
