import type { Hex } from "@muniment/protocol";
import type { TypedDataDomain } from "ethers";

/** What attesters sign of a batch (spec/rollup.md, ROLLUP-34). */
export const batchTypes = { Batch: [{ name: "digest", type: "bytes32" }] };

/** For whom they sign it: the registry that their keys are in. */
export function batchDomain(l1ChainId: bigint, registry: Hex): TypedDataDomain {
  return { name: "Muniment AttesterRegistry", version: "1", chainId: l1ChainId, verifyingContract: registry };
}
