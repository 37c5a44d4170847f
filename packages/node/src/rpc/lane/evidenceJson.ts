import { evidenceBits, evidenceNames } from "@muniment/sdk";
import type { LaneView } from "../RpcContext.js";

/**
 * What speaks for a batch, and whether its attestations must be taken on trust: "trusted" when their keys are SIMULATED,
 * "attested" when enclaves hold them, null when there are none (NODE-31).
 */
export function evidenceJson(
  { isSimulated }: Pick<LaneView, "isSimulated">,
  evidence: number,
): { readonly evidence: readonly string[]; readonly trust: "trusted" | "attested" | null } {
  const trust = (evidence & evidenceBits.ATTESTED) === 0 ? null : isSimulated ? "trusted" : "attested";
  return { evidence: evidenceNames(BigInt(evidence)), trust };
}
