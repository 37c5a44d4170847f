import { ProtocolError } from "@muniment/protocol";

import type { Output } from "../output/Output.js";

/**
 * Shows that something is refused, and why.
 * @throws EXPECTED_REFUSAL when it is not refused.
 */
export async function expectRefusal(
  output: Output,
  what: string,
  run: () => Promise<unknown>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof ProtocolError) || error.exitCode !== 2) throw error;
    if (error.code === "TRANSFER_REFUSED") return;
    const reason = String(error.context["reason"] ?? error.message);
    output.table("refused", [{ refused: what, error: String(error.context["error"] ?? error.code), reason }]);
    return;
  }
  throw new ProtocolError("EXPECTED_REFUSAL", { what });
}
