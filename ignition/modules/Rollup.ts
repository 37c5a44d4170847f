import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import { deploySteps } from "./deploySteps.js";

const ZERO = "0x0000000000000000000000000000000000000000";

/**
 * Every contract of a rollup with one lane on L1, in dependency order, and what links them for ever. What is data – rules,
 * classes, terms – the seals that depend on it, and the lane itself follow from what L1 holds already: `deployRollup`.
 * Who deploys is the deployer of TimelockedAccess, and nothing more once all is sealed.
 */
export default buildModule("Rollup", (m) => {
  const lane = m.getParameter<bigint>("lane");
  const roles = (name: string) => m.getParameter<string[]>(name);
  const predeploy = (name: string) => m.getParameter<string>(name);

  const timelock = m.contract("TimelockController", [
    m.getParameter<bigint>("timelockDelay"),
    roles("proposers"),
    roles("executors"),
    ZERO,
  ]);
  const isProduction = m.getParameter<boolean>("isProduction");
  const policy = m.contract("FinalityPolicy", [
    timelock,
    isProduction,
    m.getParameter<bigint>("escapeDelay"),
    roles("council"),
  ]);
  const leastDelay = m.staticCall(policy, "leastDelay");
  const guardian = m.contract("Guardian", [timelock, leastDelay, roles("guardians"), roles("council")]);
  const queue = m.contract("MessageQueue", [timelock, leastDelay, roles("operators")]);
  const registry = m.contract("AttesterRegistry", [
    timelock,
    {
      leastDelay,
      isProduction,
      greatestAge: m.getParameter<bigint>("greatestAge"),
      activationDelay: m.getParameter<bigint>("activationDelay"),
    },
    m.getParameter<bigint>("quorum"),
    roles("registrars"),
    roles("council"),
  ]);
  const rollup = m.contract("Rollup", [
    timelock,
    { policy, queue, guardian },
    roles("operators"),
    roles("council"),
  ]);
  const sequencerBond = m.contract("SequencerBond", [
    policy,
    m.getParameter<bigint>("sequencerLeave"),
    m.getParameter<bigint>("leastSequencerBond"),
  ]);

  const place = { rollup, guardian, lane };
  const messenger = m.contract("L1Messenger", [timelock, leastDelay, place, queue]);
  const links = (counterpart: string) => ({ messenger, policy, counterpart: predeploy(counterpart) });
  const ethGateway = m.contract("L1EthGateway", [
    timelock,
    leastDelay,
    place,
    links("ethCounterpart"),
    queue,
    { most: m.getParameter<bigint>("ethPerDay"), finalityClass: 0 },
  ]);
  const tokenGateway = m.contract("L1TokenGateway", [
    timelock,
    leastDelay,
    place,
    links("tokenCounterpart"),
    m.getParameter<string>("formCodeHash"),
    roles("keepers"),
  ]);
  const permissionedGateway = m.contract("L1PermissionedGateway", [
    timelock,
    leastDelay,
    place,
    links("permissionedCounterpart"),
    roles("keepers"),
  ]);
  const feed = m.contract("FinalityFeed", [policy, messenger]);
  const parts = { queue, messenger, ethGateway, tokenGateway, permissionedGateway };
  // Slot 0 is where forms on L2 keep balances (ESCAPE-4).
  const hatch = m.contract("EscapeHatch", [place, parts, 0]);

  const { families, verifier } = deploySteps(m, m.getParameter<bigint>("chainId"), queue);
  const game = m.contract("DisputeGame", [
    { rollup, policy, guardian, verifier },
    {
      bond: m.getParameter<bigint>("disputeBond"),
      clock: m.getParameter<bigint>("disputeClock"),
      replyTime: m.getParameter<bigint>("replyTime"),
    },
  ]);

  m.call(policy, "connect", [rollup]);
  m.call(registry, "connectPolicy", [policy]);
  m.call(queue, "connect", [ethGateway]);
  const gateways = [
    { name: "ethCounterpart", gateway: ethGateway, asksEvidence: false },
    { name: "tokenCounterpart", gateway: tokenGateway, asksEvidence: true },
    { name: "permissionedCounterpart", gateway: permissionedGateway, asksEvidence: true },
  ];
  for (const { name, gateway, asksEvidence } of gateways) {
    m.call(messenger, "guard", [gateway, predeploy(name), asksEvidence], { id: `guard_${name}` });
  }
  // The messenger's constructor guards itself, rollup, guardian and queue.
  // The verifier and its families keep nothing and do nothing but answer.
  const others = { timelock, policy, registry, sequencerBond, feed, hatch, game };
  for (const [name, target] of Object.entries(others)) {
    m.call(messenger, "guard", [target, ZERO, false], { id: `guard_${name}` });
  }
  for (const { gateway } of gateways) {
    m.call(gateway, "seal", [], { after: [m.call(gateway, "connectHatch", [hatch])] });
  }
  m.call(guardian, "seal", [], { after: [m.call(guardian, "connect", [rollup])] });

  return {
    TimelockController: timelock,
    FinalityPolicy: policy,
    Guardian: guardian,
    MessageQueue: queue,
    AttesterRegistry: registry,
    Rollup: rollup,
    SequencerBond: sequencerBond,
    L1Messenger: messenger,
    L1EthGateway: ethGateway,
    L1TokenGateway: tokenGateway,
    L1PermissionedGateway: permissionedGateway,
    FinalityFeed: feed,
    EscapeHatch: hatch,
    ...families,
    StepVerifier: verifier,
    DisputeGame: game,
  };
});
