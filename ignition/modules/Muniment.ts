import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/**
 * Every contract of one deployment, in dependency order. The deployer becomes the first administrator; roles, attesters
 * and checkpoints are data and are set by `npx hardhat rwa configure`, which hands administration over at its end.
 */
export default buildModule("Muniment", (m) => {
  const admin = m.getParameter("admin", m.getAccount(0));
  const manager = m.contract("AccessManager", [admin]);

  const schemas = m.contract("SchemaRegistry", [manager]);
  const attestations = m.contract("AttestationRegistry", [manager, schemas]);

  const policy = m.contract("CheckpointPolicy", [manager, attestations]);
  const lifecycle = m.contract("Lifecycle", [manager, policy]);
  const pledges = m.contract("PledgeRegistry", [manager, lifecycle]);
  const registration = m.contract("Registration", [manager, lifecycle, pledges]);
  const finality = m.contract("FinalityTable", [manager]);
  const structuring = m.contract("Structuring", [manager, lifecycle, registration, finality]);
  const reserve = m.contract("Reserve", [manager, attestations]);
  const issuance = m.contract("Issuance", [manager, lifecycle, structuring, reserve]);
  const distribution = m.contract("Distribution", [manager]);
  const servicing = m.contract("Servicing", [manager, lifecycle, structuring, issuance, distribution]);
  const redemption = m.contract("Redemption", [manager, lifecycle, structuring, issuance]);
  const trading = m.contract("Trading", [manager, lifecycle, structuring, servicing, redemption]);
  const gate = m.contract("AssetGate", [lifecycle, structuring, issuance, reserve]);

  return { manager, schemas, attestations, policy, lifecycle, pledges, registration, finality, structuring, reserve, issuance, distribution, servicing, redemption, trading, gate };
});
