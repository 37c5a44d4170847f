import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import Rollup from "./Rollup.js";

const ZERO = "0x0000000000000000000000000000000000000000";

/** What is deployed besides what every settlement lane has. */
export interface SettlementVariant {
  /** Name of each circuit's verifier, by the circuit. */
  readonly circuits: Readonly<Record<"batch2" | "batch8" | "batch24" | "exit", string>>;
  /** Numbers of the assets whose token is cash for development, deployed along. */
  readonly testCash: readonly number[];
}

/**
 * A rollup, and beside its EVM lane the contracts of a settlement lane, in dependency order. Assets, evidence, terms, guards
 * and seals follow from what L1 holds already: `deployRollup`.
 */
export const settlementModule = ({ circuits, testCash }: SettlementVariant) =>
  buildModule("Settlement", (m) => {
    const base = m.useModule(Rollup);
    const { TimelockController: timelock, FinalityPolicy: policy, Guardian: guardian } = base;
    const { MessageQueue: queue, Rollup: rollup, L1TokenGateway: tokenGateway } = base;
    const lane = m.getParameter<bigint>("lane");
    const roles = (name: string) => m.getParameter<string[]>(name);
    const leastDelay = m.staticCall(policy, "leastDelay");
    const place = { rollup, guardian, lane };

    const registry = m.contract("SettlementRegistry", [
      timelock,
      { leastDelay, rollup, lane, quorum: m.getParameter<bigint>("quorum") },
      roles("registrars"),
      roles("council"),
    ]);
    const gateway = m.contract("SettlementGateway", [timelock, leastDelay, place, { queue, tokenGateway }]);
    const batch2 = m.contract(circuits.batch2);
    const batch8 = m.contract(circuits.batch8);
    const batch24 = m.contract(circuits.batch24);
    const exitCircuit = m.contract(circuits.exit);
    const verifier = m.contract("SettlementVerifier", [
      { rollup, lane, registry, gateway, circuits: [batch2, batch8, batch24] },
    ]);
    const portal = m.contract("SettlementPortal", [
      timelock,
      leastDelay,
      { policy, rollup, guardian, lane, gateway },
      roles("operators"),
    ]);
    const exit = m.contract("SettlementExit", [place, { policy, gateway, registry, verifier: exitCircuit }]);
    const boxes = m.contract("ShieldBoxes", [gateway]);
    const cash = testCash.map((asset) => [`TestCash${asset.toString()}`, asset] as const);
    const tokens = cash.map(([id]) => [id, m.contract("TestCash", [], { id })] as const);

    m.call(gateway, "connectExit", [exit]);
    const guarded = { registry, gateway, verifier, portal, exit, boxes };
    for (const [name, target] of Object.entries(guarded)) {
      m.call(base.L1Messenger, "guard", [target, ZERO, false], { id: `guard_${name}` });
    }
    return {
      ...base,
      SettlementRegistry: registry,
      SettlementGateway: gateway,
      SettlementVerifier: verifier,
      SettlementPortal: portal,
      SettlementExit: exit,
      ShieldBoxes: boxes,
      [circuits.batch2]: batch2,
      [circuits.batch8]: batch8,
      [circuits.batch24]: batch24,
      [circuits.exit]: exitCircuit,
      ...Object.fromEntries(tokens),
    };
  });
