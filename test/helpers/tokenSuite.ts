import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { AbiCoder, keccak256 } from "ethers";
import type { network } from "hardhat";

import type { Identity } from "../../typechain-types/index.js";
import { signClaim } from "./signClaim.js";

type Connection = Awaited<ReturnType<typeof network.create<"l1">>>;

/** The topic the suite requires. */
export const KYC = 1n;

/** Country of every holder of the suite at the start, ISO 3166-1 numeric: Hong Kong. */
export const COUNTRY = 344;

/** No restriction at all. */
export const UNRESTRICTED = {
  disableMint: false,
  disableBurn: false,
  disablePartialFreeze: false,
  disableAddressFreeze: false,
  disableRecovery: false,
  disableForceTransfer: false,
  disablePause: false,
};

/** Id of the claim of an issuer on a topic. */
export const claimIdOf = (issuer: string, topic: bigint = KYC): string =>
  keccak256(AbiCoder.defaultAbiCoder().encode(["address", "uint256"], [issuer, topic]));

/** ERC-734 key of an account. */
export const keyOf = (account: string): string =>
  keccak256(AbiCoder.defaultAbiCoder().encode(["address"], [account]));

/**
 * Deploys a token suite without modules, contract by contract, with one claim topic and one claim issuer.
 * Alice, Bob and Carol are verified holders; Alice has a second wallet of the same identity. The token is not paused.
 */
export async function tokenSuite({ ethers }: Pick<Connection, "ethers">) {
  const [owner, agent, issuerKey, alice, aliceToo, bob, carol, stranger] = (await ethers.getSigners()) as [
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
  ];
  const topics = await ethers.deployContract("ClaimTopicsRegistry");
  const issuers = await ethers.deployContract("TrustedIssuersRegistry");
  const storage = await ethers.deployContract("IdentityRegistryStorage");
  const registry = await ethers.deployContract("IdentityRegistry");
  const compliance = await ethers.deployContract("ModularCompliance");
  const token = await ethers.deployContract("RwaToken");
  const claimIssuer = await ethers.deployContract("ClaimIssuer");
  await claimIssuer.initialize(issuerKey);
  await topics.init();
  await issuers.init();
  await storage.init();
  await registry.init(issuers, topics, storage);
  await compliance.init();
  await token.init(registry, compliance, "Charging Piles", "PILE", 6, ethers.ZeroAddress);

  await topics.addClaimTopic(KYC);
  await issuers.addTrustedIssuer(claimIssuer, [KYC]);
  await storage.bindIdentityRegistry(registry);
  await registry.addAgent(agent);
  await registry.addAgent(token);
  await token.addAgent(agent);

  /** Gives an identity the claim on a topic. */
  const certify = async (identity: Identity, holder: HardhatEthersSigner, topic = KYC, data = "0x") => {
    const signature = await signClaim(issuerKey, await identity.getAddress(), topic, data);
    await identity.connect(holder).addClaim(topic, 1, claimIssuer, signature, data, "");
    return signature;
  };
  /** Deploys an identity for a holder, certifies it and registers the wallet. */
  const admit = async (holder: HardhatEthersSigner, country = COUNTRY): Promise<Identity> => {
    const identity = await ethers.deployContract("Identity");
    await identity.initialize(holder);
    await certify(identity, holder);
    await registry.connect(agent).registerIdentity(holder, identity, country);
    return identity;
  };
  /** Adds a module to the compliance and sets it. */
  const addModule = async (name: string, settings: readonly [string, readonly unknown[]][] = []) => {
    const module = await ethers.deployContract(name);
    const calls = settings.map(([fn, args]) => module.interface.encodeFunctionData(fn, args));
    await compliance.addAndSetModule(module, calls);
    return module;
  };
  /** Calls a module's setting through the compliance. */
  const setModule = async (module: { getAddress(): Promise<string> }, callData: string) =>
    compliance.callModuleFunction(callData, await module.getAddress());

  const identities = { alice: await admit(alice), bob: await admit(bob), carol: await admit(carol) };
  await registry.connect(agent).registerIdentity(aliceToo, identities.alice, COUNTRY);
  await token.connect(agent).unpause();

  return {
    owner,
    agent,
    issuerKey,
    alice,
    aliceToo,
    bob,
    carol,
    stranger,
    topics,
    issuers,
    storage,
    registry,
    compliance,
    token,
    claimIssuer,
    identities,
    certify,
    admit,
    addModule,
    setModule,
  };
}
