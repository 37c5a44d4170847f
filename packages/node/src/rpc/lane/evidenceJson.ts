import type { LaneView } from "../RpcContext.js";

// Bits of contracts/types/Evidence.sol.
const kinds = [
  [1, "ATTESTED"],
  [2, "SECURED"],
  [4, "PROVEN"],
] as const;
const attested = 1;

/**
 * What speaks for a batch, and whether its attestations must be taken on trust: "trusted" when their keys are SIMULATED,
 * "attested" when enclaves hold them, null when there are none (NODE-31).
 */
export function evidenceJson(
  { isSimulated }: Pick<LaneView, "isSimulated">,
  evidence: number,
): { readonly evidence: readonly string[]; readonly trust: "trusted" | "attested" | null } {
  const trust = (evidence & attested) === 0 ? null : isSimulated ? "trusted" : "attested";
  return { evidence: kinds.filter(([bit]) => (evidence & bit) !== 0).map(([, name]) => name), trust };
}
