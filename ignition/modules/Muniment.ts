import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

const ZERO = "0x0000000000000000000000000000000000000000";

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
  const reserve = m.contract("Reserve", [manager, lifecycle, attestations]);
  const issuance = m.contract("Issuance", [manager, lifecycle, structuring, reserve]);
  const distribution = m.contract("Distribution", [manager]);
  const servicing = m.contract("Servicing", [manager, lifecycle, structuring, issuance, distribution]);
  const redemption = m.contract("Redemption", [manager, lifecycle, structuring, issuance]);
  const trading = m.contract("Trading", [manager, lifecycle, structuring, servicing, redemption]);
  const gate = m.contract("AssetGate", [lifecycle, structuring, issuance, reserve]);

  const claimTopics = m.contract("ClaimTopicsRegistry");
  const trustedIssuers = m.contract("TrustedIssuersRegistry");
  const identities = m.contract("IdentityRegistryStorage");
  for (const registry of [claimTopics, trustedIssuers, identities]) m.call(registry, "init");

  // Implementations are only cloned; they are initialized here so that nobody else can.
  const tokenCode = m.contract("RwaToken");
  const registryCode = m.contract("IdentityRegistry");
  const complianceCode = m.contract("ModularCompliance");
  const complianceLock = m.call(complianceCode, "init");
  const registryLock = m.call(registryCode, "init", [trustedIssuers, claimTopics, identities]);
  m.call(tokenCode, "init", [registryCode, complianceCode, "Implementation", "IMPL", 0, ZERO], {
    after: [complianceLock, registryLock],
  });
  const factory = m.contract("RwaTokenFactory", [tokenCode, registryCode, complianceCode]);

  const countryAllow = m.contract("CountryAllowModule");
  const maxBalance = m.contract("MaxBalanceModule");
  const lockup = m.contract("InitialLockupPeriodModule");
  const gateModule = m.contract("LifecycleGateModule");
  const explainer = m.contract("TransferExplainer");

  const requiredAgents = [issuance, trading, servicing, redemption];
  const tokenization = m.contract("Tokenization", [
    manager,
    structuring,
    factory,
    gateModule,
    gate,
    lifecycle,
    requiredAgents,
  ]);

  const dvp = m.contract("DvpSettlement");
  const netted = m.contract("NettedSettlement");

  return {
    AccessManager: manager,
    SchemaRegistry: schemas,
    AttestationRegistry: attestations,
    CheckpointPolicy: policy,
    Lifecycle: lifecycle,
    PledgeRegistry: pledges,
    Registration: registration,
    FinalityTable: finality,
    Structuring: structuring,
    Reserve: reserve,
    Issuance: issuance,
    Distribution: distribution,
    Servicing: servicing,
    Redemption: redemption,
    Trading: trading,
    AssetGate: gate,
    Tokenization: tokenization,
    ClaimTopicsRegistry: claimTopics,
    TrustedIssuersRegistry: trustedIssuers,
    IdentityRegistryStorage: identities,
    RwaTokenFactory: factory,
    CountryAllowModule: countryAllow,
    MaxBalanceModule: maxBalance,
    InitialLockupPeriodModule: lockup,
    LifecycleGateModule: gateModule,
    TransferExplainer: explainer,
    DvpSettlement: dvp,
    NettedSettlement: netted,
  };
});
