import { predeploys, type Hex } from "@muniment/protocol";

import {
  ExitOwners__factory,
  FeeVault__factory,
  FinalityClasses__factory,
  L1FeeOracle__factory,
  L2EthGateway__factory,
  L2Messenger__factory,
  L2PermissionedGateway__factory,
  L2TokenGateway__factory,
} from "../../../../typechain-types/index.js";
import type { RollupAddresses } from "./connectRollup.js";

/** What the predeploys of a lane are bound to, for ever. */
export interface PredeployTerms {
  readonly lane: number;
  /** The lane's contracts on L1. */
  readonly l1: Pick<
    RollupAddresses,
    "L1Messenger" | "L1EthGateway" | "L1TokenGateway" | "L1PermissionedGateway" | "FinalityFeed"
  >;
  /** Who tells L2 what L1's gas costs. */
  readonly feeOracle: string;
  /** Who gets the fees, on L1. */
  readonly feeRecipient: string;
  /** The least amount of fees that crosses at once, wei. */
  readonly leastFees: bigint;
}

/** A predeploy, and the code whose run makes it. */
export interface PredeployCreation {
  readonly name: keyof typeof predeploys;
  /** Where it lies. */
  readonly address: Hex;
  /** Creation code and arguments. */
  readonly data: Hex;
}

interface Factory {
  readonly bytecode: string;
  readonly interface: { encodeDeploy(values: readonly unknown[]): string };
}

/**
 * What makes the predeploys of a lane (spec/deployment.md, DEPLOY-10): each constructor runs once, and what it leaves is at
 * genesis.
 */
export function predeployCreations(terms: PredeployTerms): PredeployCreation[] {
  const { lane, l1, feeOracle, feeRecipient, leastFees } = terms;
  const make = (
    name: keyof typeof predeploys,
    factory: Factory,
    ...values: unknown[]
  ): PredeployCreation => ({
    name,
    address: predeploys[name],
    data: `${factory.bytecode}${factory.interface.encodeDeploy(values).slice(2)}` as Hex,
  });
  return [
    make("messenger", new L2Messenger__factory(), lane, l1.L1Messenger),
    make("feeVault", new FeeVault__factory(), feeRecipient, leastFees),
    make("l1FeeOracle", new L1FeeOracle__factory(), feeOracle),
    make("finalityClasses", new FinalityClasses__factory(), l1.FinalityFeed),
    make("ethGateway", new L2EthGateway__factory(), l1.L1EthGateway),
    make("tokenGateway", new L2TokenGateway__factory(), l1.L1TokenGateway),
    make("permissionedGateway", new L2PermissionedGateway__factory(), l1.L1PermissionedGateway),
    make("exitOwners", new ExitOwners__factory()),
  ];
}
