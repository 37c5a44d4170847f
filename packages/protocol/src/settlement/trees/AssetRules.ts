import type { GrumpkinKey } from "../keys/GrumpkinKey.js";
import type { JurisdictionSet } from "./jurisdictionSet.js";

/**
 * What an asset's issuer lets move.
 * @param jurisdictions Those of receivers.
 * @param cap The most that one payment may hold, base units.
 * @param auditor Key of who reads the asset's flows.
 */
export interface AssetRules {
  readonly jurisdictions: JurisdictionSet;
  readonly cap: bigint;
  readonly auditor: GrumpkinKey;
}
