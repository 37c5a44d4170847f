import { ROLLUP_CONNECTORS } from "../connectRollup.js";
import type { CreationFactory, DescribedContract } from "../describeContract.js";
import { ROLLUP_CONTRACT_NAMES } from "../rollupContractNames.js";
import type { RollupManifest } from "../rollupManifest.js";
import type { CircuitVerifierName } from "../settlement/circuitVerifiers.js";
import { SETTLEMENT_CONNECTORS } from "../settlement/connectSettlement.js";
import { circuitFactory } from "../settlement/describeSettlement.js";
import { SETTLEMENT_CONTRACT_NAMES } from "../settlement/settlementContractNames.js";

/** A contract of a manifest, and what it must have been made from. */
export interface CreatedContract {
  readonly name: string;
  readonly described: DescribedContract;
  /** Not there for verifiers of the canonical SRS: they are generated where they are deployed. */
  readonly factory?: CreationFactory;
}

/** Every contract of a manifest, those of the settlement lane last. */
export function createdContracts({ contracts, settlement }: RollupManifest): CreatedContract[] {
  const all: CreatedContract[] = ROLLUP_CONTRACT_NAMES.map((name) => ({
    ...{ name, described: contracts[name], factory: new ROLLUP_CONNECTORS[name]() },
  }));
  if (settlement === undefined) return all;
  for (const name of SETTLEMENT_CONTRACT_NAMES) {
    const factory = new SETTLEMENT_CONNECTORS[name]();
    all.push({ name, described: settlement.contracts[name], factory });
  }
  for (const [name, described] of Object.entries(settlement.contracts)) {
    if (name in SETTLEMENT_CONNECTORS || described === undefined) continue;
    const factory = circuitFactory(name as CircuitVerifierName);
    all.push({ name, described, ...(factory === undefined ? {} : { factory }) });
  }
  return all;
}
