import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { ContractMethodArgs } from "ethers";
import type { network } from "hardhat";

import type { Identity } from "../../typechain-types/index.js";
import { npmContract } from "./npmContract.js";
import { signClaim } from "./signClaim.js";
import { COUNTRY, keyOf, KYC, type tokenSuite } from "./tokenSuite.js";

type Connection = Awaited<ReturnType<typeof network.create<"l1">>>;
type Suite = Awaited<ReturnType<typeof tokenSuite>>;

const TREX = "@tokenysolutions/t-rex/artifacts/contracts";
const ONCHAINID = "@onchain-id/solidity/artifacts/contracts";

/**
 * T-REX 4.1.6 and ONCHAINID 2.2.1, unmodified, with the people, the topic and the state of a suite of ours: Alice, Bob
 * and Carol are verified holders, and the token is not paused. Its contracts are called by our ABI, which has all of
 * theirs; `agent` acts for them.
 */
export async function referenceSuite({ ethers }: Pick<Connection, "ethers">, suite: Suite) {
  const { owner, agent, issuerKey, alice, bob, carol } = suite;
  const deploy = async (artifact: string, args: ContractMethodArgs<unknown[]> = []) =>
    (await npmContract(artifact, owner, args)).getAddress();
  const trex = (folder: string, name: string) => deploy(`${TREX}/${folder}/${name}.sol/${name}.json`);
  const implementation = "registry/implementation";

  const topics = await ethers.getContractAt(
    "ClaimTopicsRegistry",
    await trex(implementation, "ClaimTopicsRegistry"),
  );
  const issuers = await ethers.getContractAt(
    "TrustedIssuersRegistry",
    await trex(implementation, "TrustedIssuersRegistry"),
  );
  const storage = await ethers.getContractAt(
    "IdentityRegistryStorage",
    await trex(implementation, "IdentityRegistryStorage"),
  );
  const registry = await ethers.getContractAt(
    "IdentityRegistry",
    await trex(implementation, "IdentityRegistry"),
  );
  const compliance = await ethers.getContractAt(
    "ModularCompliance",
    await trex("compliance/modular", "ModularCompliance"),
  );
  const token = await ethers.getContractAt("RwaToken", await trex("token", "Token"));
  const claimIssuer = await ethers.getContractAt(
    "ClaimIssuer",
    await deploy(`${ONCHAINID}/ClaimIssuer.sol/ClaimIssuer.json`, [issuerKey.address]),
  );
  for (const part of [topics, issuers, storage, compliance]) await part.init();
  await registry.init(issuers, topics, storage);
  await token.init(registry, compliance, "Charging Piles", "PILE", 6, ethers.ZeroAddress);
  await topics.addClaimTopic(KYC);
  await issuers.addTrustedIssuer(claimIssuer, [KYC]);
  await storage.bindIdentityRegistry(registry);
  for (const one of [agent, token]) await registry.addAgent(one);
  await token.addAgent(agent);
  await claimIssuer.connect(issuerKey).addKey(keyOf(issuerKey.address), 3n, 1n);

  /** Deploys an ONCHAINID for a holder. */
  const identify = async (holder: HardhatEthersSigner): Promise<Identity> =>
    ethers.getContractAt(
      "Identity",
      await deploy(`${ONCHAINID}/Identity.sol/Identity.json`, [holder.address, false]),
    );
  /** Gives an identity the claim; gives its signature. */
  const certify = async (identity: Identity, holder: HardhatEthersSigner) => {
    const signature = await signClaim(issuerKey, await identity.getAddress(), KYC);
    await identity.connect(holder).addClaim(KYC, 1, claimIssuer, signature, "0x", "");
    return signature;
  };
  const admit = async (holder: HardhatEthersSigner): Promise<Identity> => {
    const identity = await identify(holder);
    await certify(identity, holder);
    await registry.connect(agent).registerIdentity(holder, identity, COUNTRY);
    return identity;
  };
  /** Deploys a module of T-REX behind its proxy; gives its address. */
  const deployModule = async (name: string) => {
    const code = await trex("compliance/modular/modules", name);
    const data = ethers.id("initialize()").slice(0, 10);
    return deploy(`${TREX}/compliance/modular/modules/ModuleProxy.sol/ModuleProxy.json`, [code, data]);
  };
  const identities = { alice: await admit(alice), bob: await admit(bob), carol: await admit(carol) };
  await token.connect(agent).unpause();

  return {
    topics,
    issuers,
    storage,
    registry,
    compliance,
    token,
    claimIssuer,
    identities,
    identify,
    certify,
    deployModule,
  };
}
