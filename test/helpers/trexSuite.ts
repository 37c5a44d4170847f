import { ZeroAddress } from "ethers";

import { npmContract } from "./npmContract.js";
import { COUNTRY, KYC, type tokenSuite } from "./tokenSuite.js";

type Suite = Awaited<ReturnType<typeof tokenSuite>>;

const TREX = "@tokenysolutions/t-rex/artifacts/contracts";

/**
 * Deploys a token suite from the reference's artifacts beside ours: the holders, identities and claim issuer of the given
 * suite, Alice, Bob and Carol registered, the token not paused.
 */
export async function trexSuite({ owner, agent, claimIssuer, alice, bob, carol, identities }: Suite) {
  const deploy = (path: string) => npmContract(`${TREX}/${path}.json`, owner);
  const registries = "registry/implementation";
  const topics = await deploy(`${registries}/ClaimTopicsRegistry.sol/ClaimTopicsRegistry`);
  const issuers = await deploy(`${registries}/TrustedIssuersRegistry.sol/TrustedIssuersRegistry`);
  const storage = await deploy(`${registries}/IdentityRegistryStorage.sol/IdentityRegistryStorage`);
  const registry = await deploy(`${registries}/IdentityRegistry.sol/IdentityRegistry`);
  const compliance = await deploy("compliance/modular/ModularCompliance.sol/ModularCompliance");
  const token = await deploy("token/Token.sol/Token");
  const at = (contract: typeof token) => contract.getAddress();
  await topics.getFunction("init")();
  await issuers.getFunction("init")();
  await storage.getFunction("init")();
  await registry.getFunction("init")(await at(issuers), await at(topics), await at(storage));
  await compliance.getFunction("init")();
  await token.getFunction("init")(await at(registry), await at(compliance), "Theirs", "TREX", 6, ZeroAddress);
  await topics.getFunction("addClaimTopic")(KYC);
  await issuers.getFunction("addTrustedIssuer")(await claimIssuer.getAddress(), [KYC]);
  await storage.getFunction("bindIdentityRegistry")(await at(registry));
  await registry.getFunction("addAgent")(agent.address);
  await registry.getFunction("addAgent")(await at(token));
  await token.getFunction("addAgent")(agent.address);
  const registrar = registry.connect(agent);
  for (const [holder, identity] of [
    [alice, identities.alice],
    [bob, identities.bob],
    [carol, identities.carol],
  ] as const) {
    await registrar.getFunction("registerIdentity")(holder.address, await identity.getAddress(), COUNTRY);
  }
  await token.connect(agent).getFunction("unpause")();
  return { topics, issuers, storage, registry, compliance, token, registrar, deploy };
}
