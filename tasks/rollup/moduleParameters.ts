import { predeploys } from "@muniment/protocol";
import { formCodeHash, type RollupParameters } from "@muniment/sdk";

/** What the Ignition module `Rollup` asks for. */
export function moduleParameters(
  parameters: RollupParameters,
  addresses: Readonly<Record<string, string>>,
): Record<string, string | number | boolean | bigint | string[]> {
  const { roles, delays, disputes, attestation, bonds, limits, lane, chainId, isProduction } = parameters;
  const members = Object.fromEntries(
    Object.entries(roles).map(([role, names]) => [role, names.map((name) => addresses[name] ?? name)]),
  );
  return {
    ...members,
    ...{ lane, chainId, isProduction },
    ...{ disputeBond: BigInt(disputes.bond), disputeClock: disputes.clock, replyTime: disputes.replyTime },
    escapeDelay: delays.escape,
    timelockDelay: delays.timelock,
    sequencerLeave: delays.sequencerLeave,
    quorum: attestation.quorum,
    greatestAge: attestation.greatestAge,
    activationDelay: attestation.activationDelay,
    leastSequencerBond: BigInt(bonds.sequencer),
    ethPerDay: BigInt(limits.ethPerDay),
    formCodeHash: formCodeHash(),
    ethCounterpart: predeploys.ethGateway,
    tokenCounterpart: predeploys.tokenGateway,
    permissionedCounterpart: predeploys.permissionedGateway,
  };
}
