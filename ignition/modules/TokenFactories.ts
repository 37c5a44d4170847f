import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

const ZERO = "0x0000000000000000000000000000000000000000";

/**
 * The factories that software for ERC-3643 deploys tokens through. The gateway owns the suite factory and is closed, with
 * the deployer of this module as its only deployer. The owner of `idFactory` must still name the suite factory a token
 * factory there (`addTokenFactory`), unless every token brings its own identity.
 */
export default buildModule("TokenFactories", (m) => {
  const idFactory = m.getParameter<string>("idFactory");

  // Implementations only lend their code; they are initialized here so that nobody else can.
  const token = m.contract("RwaToken");
  const ctr = m.contract("ClaimTopicsRegistry");
  const ir = m.contract("IdentityRegistry");
  const irs = m.contract("IdentityRegistryStorage");
  const tir = m.contract("TrustedIssuersRegistry");
  const mc = m.contract("ModularCompliance");
  const locks = [ctr, irs, tir, mc].map((implementation) => m.call(implementation, "init"));
  const lock = m.call(ir, "init", [tir, ctr, irs]);
  m.call(token, "init", [ir, mc, "Implementation", "IMPL", 0, ZERO], { after: [...locks, lock] });

  const authority = m.contract("TREXImplementationAuthority", [true, ZERO, ZERO]);
  const version = m.call(authority, "addAndUseTREXVersion", [
    { major: 1, minor: 0, patch: 0 },
    {
      tokenImplementation: token,
      ctrImplementation: ctr,
      irImplementation: ir,
      irsImplementation: irs,
      tirImplementation: tir,
      mcImplementation: mc,
    },
  ]);
  const factory = m.contract("TREXFactory", [authority, idFactory], { after: [version] });
  const iaFactory = m.contract("IAFactory", [factory]);
  m.call(authority, "setTREXFactory", [factory]);
  m.call(authority, "setIAFactory", [iaFactory]);

  const gateway = m.contract("TREXGateway", [factory, false]);
  m.call(gateway, "addDeployer", [m.getAccount(0)]);
  m.call(factory, "transferOwnership", [gateway]);

  return {
    RwaToken: token,
    ClaimTopicsRegistry: ctr,
    IdentityRegistry: ir,
    IdentityRegistryStorage: irs,
    TrustedIssuersRegistry: tir,
    ModularCompliance: mc,
    TREXImplementationAuthority: authority,
    TREXFactory: factory,
    IAFactory: iaFactory,
    TREXGateway: gateway,
  };
});
