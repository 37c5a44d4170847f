import { predeploys } from "@muniment/protocol";
import { formCodeHash, type RollupParameters } from "@muniment/sdk";

/** What an Ignition module asks for. */
export type ModuleParameters = Record<string, string | number | boolean | bigint | string[]>;

/** What the Ignition module `Settlement` asks for, where the parameters have a settlement lane. */
export function settlementModuleParameters(
  { settlement, roles }: RollupParameters,
  addresses: Readonly<Record<string, string>>,
): ModuleParameters {
  if (settlement === undefined) return {};
  const all = (names: readonly string[]): string[] => names.map((name) => addresses[name] ?? name);
  return {
    lane: settlement.lane,
    quorum: settlement.quorum,
    registrars: all(settlement.registrars),
    operators: all(settlement.operators),
    council: all(roles.council),
  };
}

/** What the Ignition module `Rollup` asks for. */
export function moduleParameters(
  parameters: RollupParameters,
  addresses: Readonly<Record<string, string>>,
): ModuleParameters {
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
