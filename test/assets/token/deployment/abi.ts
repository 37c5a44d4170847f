import { createRequire } from "node:module";

import { expect } from "chai";
import {
  Interface,
  type EventFragment,
  type FunctionFragment,
  type InterfaceAbi,
  type ParamType,
} from "ethers";
import { artifacts, network } from "hardhat";

import { deploymentSuite } from "../../../helpers/deploymentSuite.js";

const require = createRequire(import.meta.url);
const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const TREX = "@tokenysolutions/t-rex/artifacts/contracts";

/** Every contract and interface of the reference's deployment stack, and the artifact it is in. */
const contracts: Readonly<Record<string, string>> = {
  TREXImplementationAuthority: "proxy/authority/TREXImplementationAuthority.sol",
  ITREXImplementationAuthority: "proxy/authority/ITREXImplementationAuthority.sol",
  IAFactory: "proxy/authority/IAFactory.sol",
  IIAFactory: "proxy/authority/IIAFactory.sol",
  IProxy: "proxy/interface/IProxy.sol",
  AbstractProxy: "proxy/AbstractProxy.sol",
  TokenProxy: "proxy/TokenProxy.sol",
  IdentityRegistryProxy: "proxy/IdentityRegistryProxy.sol",
  IdentityRegistryStorageProxy: "proxy/IdentityRegistryStorageProxy.sol",
  TrustedIssuersRegistryProxy: "proxy/TrustedIssuersRegistryProxy.sol",
  ClaimTopicsRegistryProxy: "proxy/ClaimTopicsRegistryProxy.sol",
  ModularComplianceProxy: "proxy/ModularComplianceProxy.sol",
  TREXFactory: "factory/TREXFactory.sol",
  ITREXFactory: "factory/ITREXFactory.sol",
  TREXGateway: "factory/TREXGateway.sol",
  ITREXGateway: "factory/ITREXGateway.sol",
};

/** What the reference has and these contracts have not, and why. */
const exceptions: Readonly<Record<string, string>> = {
  "event Initialized(uint8 version)":
    "of the initializer library: version 5 of it says uint64, and the initialized code says it, through the proxy",
};

/** A type with the names of its members, which software uses to build and read structs. */
const typeOf = (param: ParamType): string => {
  if (param.isTuple()) {
    return `(${param.components.map((member) => `${typeOf(member)} ${member.name}`).join(",")})`;
  }
  return param.isArray() ? `${typeOf(param.arrayChildren)}[]` : param.type;
};
const listOf = (params: readonly ParamType[]): string => params.map(typeOf).join(",");
const functionOf = ({ name, inputs, outputs, stateMutability }: FunctionFragment): string =>
  `function ${name}(${listOf(inputs)}) ${stateMutability} returns (${listOf(outputs)})`;
const eventOf = ({ name, inputs }: EventFragment): string =>
  `event ${name}(${inputs
    .map((param) => `${typeOf(param)}${param.indexed === true ? " indexed" : ""} ${param.name}`)
    .join(",")})`;
const linesOf = (face: Interface): string[] => {
  const lines = [`constructor(${listOf(face.deploy.inputs)})`];
  if (face.fallback !== null) lines.push("fallback");
  face.forEachFunction((fragment) => lines.push(functionOf(fragment)));
  face.forEachEvent((fragment) => lines.push(eventOf(fragment)));
  return lines;
};

describe("the deployment stack's ABI", () => {
  const fixture = async () => deploymentSuite(connection);

  for (const [name, path] of Object.entries(contracts)) {
    it(`TOKEN-80: ${name} has all that the reference's has`, async () => {
      const { abi } = require(`${TREX}/${path}/${name}.json`) as { abi: InterfaceAbi };
      const theirs = linesOf(new Interface(abi));
      const ours = linesOf(new Interface((await artifacts.readArtifact(name)).abi));
      expect(theirs.length).to.be.greaterThan(1);
      expect(theirs.filter((line) => !ours.includes(line) && !(line in exceptions))).to.deep.equal([]);
    });
  }

  it("TOKEN-80: every exception is one", () => {
    const all = Object.entries(contracts).flatMap(([name, path]) => {
      const { abi } = require(`${TREX}/${path}/${name}.json`) as { abi: InterfaceAbi };
      return linesOf(new Interface(abi));
    });
    for (const exception of Object.keys(exceptions)) expect(all).to.include(exception);
  });

  it("TOKEN-81: ids are those of deployed software", async () => {
    const { authority, iaFactory, gateway, factory } = await networkHelpers.loadFixture(fixture);
    const IERC165 = "0x01ffc9a7";
    const IERC173 = "0x7f5828d0";
    for (const [contract, ids] of [
      [authority, ["0x62dd69be", IERC173, IERC165]],
      [iaFactory, ["0x8c76edf0", IERC165]],
      [gateway, ["0x80e89461", "0x0cba0fa8", IERC173, IERC165]],
      [factory, ["0x72c7f9ee", IERC173, IERC165]],
    ] as const) {
      for (const id of ids) expect(await contract.supportsInterface(id), id).to.equal(true);
      for (const id of ["0xffffffff", "0x36372b07"])
        expect(await contract.supportsInterface(id)).to.equal(false);
    }
    const agentRole = await ethers.getContractAt("IAgentRole", gateway);
    expect(await agentRole.isAgent(gateway)).to.equal(false);
  });
});
