import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { getCreateAddress, ZeroAddress, type ContractTransactionResponse } from "ethers";
import type { network } from "hardhat";

import type { ITREXFactory } from "../../typechain-types/contracts/assets/token/deployment/ITREXFactory.js";
import { npmContract } from "./npmContract.js";
import { KYC } from "./tokenSuite.js";

type Connection = Awaited<ReturnType<typeof network.create<"l1">>>;

const ONCHAINID = "@onchain-id/solidity/artifacts/contracts";

/** The first version of the suite. */
export const FIRST = { major: 1, minor: 0, patch: 0 };

/**
 * Deploys locked implementations, the reference authority, the identity factory of ONCHAINID, the suite factory, the
 * authority factory, one claim issuer and a public gateway, which does not own the suite factory yet.
 */
export async function deploymentSuite({ ethers }: Pick<Connection, "ethers">) {
  const [owner, agent, issuerKey, alice, bob, stranger] = (await ethers.getSigners()) as [
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
  ];
  const ctr = await ethers.deployContract("ClaimTopicsRegistry");
  const tir = await ethers.deployContract("TrustedIssuersRegistry");
  const irs = await ethers.deployContract("IdentityRegistryStorage");
  const ir = await ethers.deployContract("IdentityRegistry");
  const mc = await ethers.deployContract("ModularCompliance");
  const token = await ethers.deployContract("RwaToken");
  for (const part of [ctr, tir, irs, mc]) await part.init();
  await ir.init(tir, ctr, irs);
  await token.init(ir, mc, "Implementation", "IMPL", 0, ZeroAddress);
  const implementations = {
    tokenImplementation: await token.getAddress(),
    ctrImplementation: await ctr.getAddress(),
    irImplementation: await ir.getAddress(),
    irsImplementation: await irs.getAddress(),
    tirImplementation: await tir.getAddress(),
    mcImplementation: await mc.getAddress(),
  };

  const authority = await ethers.deployContract("TREXImplementationAuthority", [
    true,
    ZeroAddress,
    ZeroAddress,
  ]);
  await authority.addAndUseTREXVersion(FIRST, implementations);
  const idCode = await npmContract(`${ONCHAINID}/Identity.sol/Identity.json`, owner, [owner.address, true]);
  const idAuthority = await npmContract(
    `${ONCHAINID}/proxy/ImplementationAuthority.sol/ImplementationAuthority.json`,
    owner,
    [await idCode.getAddress()],
  );
  const idFactory = await npmContract(`${ONCHAINID}/factory/IdFactory.sol/IdFactory.json`, owner, [
    await idAuthority.getAddress(),
  ]);
  const factory = await ethers.deployContract("TREXFactory", [authority, await idFactory.getAddress()]);
  await idFactory.getFunction("addTokenFactory")(await factory.getAddress());
  const iaFactory = await ethers.deployContract("IAFactory", [factory]);
  await authority.setTREXFactory(factory);
  await authority.setIAFactory(iaFactory);
  const gateway = await ethers.deployContract("TREXGateway", [factory, true]);
  const claimIssuer = await ethers.deployContract("ClaimIssuer");
  await claimIssuer.initialize(issuerKey);

  const details: ITREXFactory.TokenDetailsStruct = {
    owner: alice.address,
    name: "Charging Piles",
    symbol: "PILE",
    decimals: 6,
    irs: ZeroAddress,
    ONCHAINID: ZeroAddress,
    irAgents: [agent.address],
    tokenAgents: [agent.address],
    complianceModules: [],
    complianceSettings: [],
  };
  const claims: ITREXFactory.ClaimDetailsStruct = {
    claimTopics: [KYC],
    issuers: [await claimIssuer.getAddress()],
    issuerClaims: [[KYC]],
  };

  /** The contracts of the suite that a transaction deployed last. */
  const suiteOf = async (sent: ContractTransactionResponse) => {
    const receipt = await sent.wait();
    const [event] = await factory.queryFilter(
      factory.filters.TREXSuiteDeployed(),
      receipt!.blockNumber,
      receipt!.blockNumber,
    );
    const { _token, _ir, _irs, _tir, _ctr, _mc } = event!.args;
    return {
      token: await ethers.getContractAt("RwaToken", _token),
      ir: await ethers.getContractAt("IdentityRegistry", _ir),
      irs: await ethers.getContractAt("IdentityRegistryStorage", _irs),
      tir: await ethers.getContractAt("TrustedIssuersRegistry", _tir),
      ctr: await ethers.getContractAt("ClaimTopicsRegistry", _ctr),
      mc: await ethers.getContractAt("ModularCompliance", _mc),
    };
  };
  /** Deploys a suite as the factory's owner and returns its contracts. */
  const deploySuite = async (salt = "first", changes: Partial<ITREXFactory.TokenDetailsStruct> = {}) =>
    suiteOf(await factory.deployTREXSuite(salt, { ...details, ...changes }, claims));
  /** The address that an account's next contract will have. */
  const nextAddress = async (account: HardhatEthersSigner, ahead = 0) =>
    getCreateAddress({ from: account.address, nonce: (await account.getNonce()) + ahead });

  return {
    owner,
    agent,
    issuerKey,
    alice,
    bob,
    stranger,
    implementations,
    authority,
    idFactory,
    factory,
    iaFactory,
    gateway,
    claimIssuer,
    details,
    claims,
    suiteOf,
    deploySuite,
    nextAddress,
  };
}
