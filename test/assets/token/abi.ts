import { createRequire } from "node:module";

import { expect } from "chai";
import type { InterfaceAbi } from "ethers";
import { artifacts, network } from "hardhat";

import { abiLines } from "../../helpers/abiLines.js";
import { tokenSuite } from "../../helpers/tokenSuite.js";

const require = createRequire(import.meta.url);
const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const TREX = "@tokenysolutions/t-rex/artifacts/contracts";

/** Each contract of ours, and the artifact of T-REX 4.1.6 that it takes the place of. */
const contracts: Readonly<Record<string, string>> = {
  RwaToken: "token/Token.sol/Token",
  IdentityRegistry: "registry/implementation/IdentityRegistry.sol/IdentityRegistry",
  IdentityRegistryStorage: "registry/implementation/IdentityRegistryStorage.sol/IdentityRegistryStorage",
  TrustedIssuersRegistry: "registry/implementation/TrustedIssuersRegistry.sol/TrustedIssuersRegistry",
  ClaimTopicsRegistry: "registry/implementation/ClaimTopicsRegistry.sol/ClaimTopicsRegistry",
  ModularCompliance: "compliance/modular/ModularCompliance.sol/ModularCompliance",
};

/** What the reference has and these contracts have not, and why. */
const exceptions: Readonly<Record<string, string>> = {
  "event Initialized(uint8)": "of the initializer library, whose version 5 says uint64",
};

/** Selectors of T-REX 4.2 and of the standards beyond 4.1.6. */
const newer: Readonly<Record<string, readonly string[]>> = {
  RwaToken: [
    "0xd3e9afde", // disableDefaultAllowance
    "0x12a3f095", // enableDefaultAllowance
    "0xc32bc8a5", // getAgentRestrictions
    "0xd6f9a6c0", // setAgentRestrictions
    "0x8894eb50", // setAllowanceForAll
    "0xd505accf", // permit
    "0x7ecebe00", // nonces
    "0x3644e515", // DOMAIN_SEPARATOR
    "0x39509351", // increaseAllowance
    "0xa457c2d7", // decreaseAllowance
    "0xebe45cba", // setFrozenTokens
    "0x2bc06a92", // canSend
    "0x90d370ba", // canReceive
    "0xe46638e6", // canTransfer
    "0x79ba5097", // acceptOwnership
    "0xe30c3978", // pendingOwner
    "0x01ffc9a7", // supportsInterface
  ],
  IdentityRegistry: ["0x23e0e370", "0x8f5757ab", "0x79ba5097", "0xe30c3978", "0x01ffc9a7"],
  IdentityRegistryStorage: ["0x79ba5097", "0xe30c3978", "0x01ffc9a7"],
  TrustedIssuersRegistry: ["0x79ba5097", "0xe30c3978", "0x01ffc9a7"],
  ClaimTopicsRegistry: ["0x79ba5097", "0xe30c3978", "0x01ffc9a7"],
  ModularCompliance: [
    "0x0a6d7cf1", // addAndSetModule
    "0x1ed86f19", // addModule
    "0xefb22d33", // callModuleFunction
    "0xb2494df3", // getModules
    "0xa446d49f", // isModuleBound
    "0xa0632461", // removeModule
    "0x993e8b95", // isTokenBound
    "0x79ba5097",
    "0xe30c3978",
    "0x01ffc9a7",
  ],
};

const theirsOf = (name: string): string[] => {
  const { abi } = require(`${TREX}/${contracts[name]}.json`) as { abi: InterfaceAbi };
  return abiLines(abi);
};

describe("the suite's ABI", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const module = await ethers.deployContract("CountryAllowModule");
    return { ...suite, module };
  };

  for (const name of Object.keys(contracts)) {
    it(`TOKEN-35: ${name} has every function and event of the reference`, async () => {
      const theirs = theirsOf(name);
      const ours = abiLines((await artifacts.readArtifact(name)).abi);
      expect(theirs.length).to.be.greaterThan(10);
      expect(theirs.filter((line) => !ours.includes(line) && !(line in exceptions))).to.deep.equal([]);
    });

    it(`TOKEN-35: ${name} has what came later, by selector`, async () => {
      const { abi } = await artifacts.readArtifact(name);
      const selectors: string[] = [];
      new ethers.Interface(abi).forEachFunction(({ selector }) => selectors.push(selector));
      expect(selectors).to.include.members([...newer[name]!]);
    });
  }

  it("TOKEN-35: every exception is one", () => {
    const all = Object.keys(contracts).flatMap(theirsOf);
    for (const exception of Object.keys(exceptions)) expect(all).to.include(exception);
  });

  it("TOKEN-35: ids are those that deployed software computes", async () => {
    const { token, registry, storage, issuers, topics, compliance, module } =
      await networkHelpers.loadFixture(fixture);
    const IERC165 = "0x01ffc9a7";
    const IERC173 = "0x7f5828d0";
    const ids = [
      [token, ["0x36372b07", "0x9d8ff7da", "0xb97d944c", "0x3edbb4c4", "0x5c0cda7e", IERC173, IERC165]],
      [registry, ["0x8ff89f73", "0xacb7b4db", IERC173, IERC165]],
      [storage, ["0x57defe0d", IERC173, IERC165]],
      [issuers, ["0xb0f773b8", IERC173, IERC165]],
      [topics, ["0x10928b13", IERC173, IERC165]],
      [compliance, ["0x3144991c", "0x4d6b83d6", IERC173, IERC165]],
      [module, ["0xb795d01e", IERC165]],
    ] as const;
    const all = new Set<string>(ids.flatMap(([, known]) => known));
    for (const [contract, known] of ids) {
      for (const id of all) {
        const isKnown = (known as readonly string[]).includes(id);
        expect(await contract.supportsInterface(id), id).to.equal(isKnown);
      }
      expect(await contract.supportsInterface("0xffffffff")).to.equal(false);
    }
  });
});
