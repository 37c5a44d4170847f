import type { ExitStatement, Hex } from "@muniment/protocol";
import { noteValue } from "@muniment/protocol";
import { buildCall } from "../../calls/buildCall.js";
import type { Call } from "../../calls/Call.js";
import type { SettlementContracts } from "./SettlementContracts.js";

/** Leaves a lane that has ended with a note (SETTLE-91). Sender: anyone; the statement's target is paid. */
export function exitNote(
  { SettlementExit }: Pick<SettlementContracts, "SettlementExit">,
  { value, nullifier, target }: Pick<ExitStatement, "value" | "nullifier" | "target">,
  proof: Hex,
): Call {
  const recipient = `0x${target.toString(16).padStart(40, "0")}`;
  const note = { ...noteValue.split(value), nullifier, recipient };
  return buildCall(SettlementExit, "SettlementExit", "exit", [note, proof]);
}
