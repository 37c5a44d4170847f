import { ProtocolError } from "@muniment/protocol";
import type { RollupManifest, SettlementManifest } from "@muniment/sdk";

/** @throws SETTLEMENT_NOT_DEPLOYED */
export function settlementOf({ settlement }: RollupManifest): SettlementManifest {
  if (settlement !== undefined) return settlement;
  throw new ProtocolError("SETTLEMENT_NOT_DEPLOYED", { path: "the devnet's parameters" });
}
