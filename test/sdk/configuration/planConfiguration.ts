import {
  connectContracts,
  CONTRACT_NAMES,
  planConfiguration,
  sendCall,
  type Addresses,
  type Call,
  type PlanConfigurationParameters,
} from "@muniment/sdk";
import { expect } from "chai";
import { network } from "hardhat";

import Muniment from "../../../ignition/modules/Muniment.js";
import { testConfiguration } from "../../helpers/configuration.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

/** A deployment nobody has configured yet; `admin` is not the deployer, so that the plan ends in the hand-over. */
async function deploy(): Promise<PlanConfigurationParameters> {
  const [deployer, ...signers] = await ethers.getSigners();
  if (deployer === undefined) expect.fail("the network has no account");
  const deployed = (await connection.ignition.deploy(Muniment)) as unknown as Record<
    string,
    { target: string }
  >;
  const addresses = Object.fromEntries(CONTRACT_NAMES.map((name) => [name, deployed[name]?.target]));
  const claimIssuer = await ethers.deployContract("ClaimIssuer");
  const names = new Set([
    ...Object.values(testConfiguration.roles).flat(),
    ...Object.values(testConfiguration.attesters).flat(),
    ...testConfiguration.identity.binders,
  ]);
  const accounts = Object.fromEntries([...names].map((name, index) => [name, signers[index]?.address ?? ""]));
  return {
    contracts: connectContracts(addresses as unknown as Addresses, deployer),
    configuration: testConfiguration,
    accounts: { ...accounts, claimIssuer: claimIssuer.target as string },
    deployer: deployer.address,
  };
}

describe("planConfiguration", () => {
  let parameters: PlanConfigurationParameters;
  let plan: readonly Call[];
  let restore: () => Promise<void>;

  const send = async (calls: readonly Call[]): Promise<void> => {
    const [deployer] = await ethers.getSigners();
    if (deployer === undefined) expect.fail("the network has no account");
    for (const call of calls) await sendCall(deployer, call);
  };

  before(async () => {
    parameters = await deploy();
    plan = await planConfiguration(parameters);
    const snapshot = await networkHelpers.takeSnapshot();
    restore = () => snapshot.restore();
  });

  beforeEach(() => restore());

  it("ends with the hand-over: the deployer administers nothing any more", async () => {
    expect(plan.at(-1)?.label).to.equal("AccessManager.renounceRole");
    const { AccessManager } = parameters.contracts;
    expect((await AccessManager.hasRole(0n, parameters.deployer))[0]).to.equal(true);
    await send(plan);
    expect((await AccessManager.hasRole(0n, parameters.deployer))[0]).to.equal(false);
    expect((await AccessManager.hasRole(0n, parameters.accounts["admin"] ?? ""))[0]).to.equal(true);
  });

  it("is empty on a second run", async () => {
    await send(plan);
    expect(await planConfiguration(parameters)).to.deep.equal([]);
  });

  for (const share of [0.01, 0.35, 0.7, 0.99]) {
    it(`resumes after an interruption at ${String(share * 100)} % with what is left, in order`, async () => {
      const done = Math.ceil(plan.length * share);
      await send(plan.slice(0, done));
      const rest = await planConfiguration(parameters);
      expect(rest).to.deep.equal(plan.slice(done));
      await send(rest);
      expect(await planConfiguration(parameters)).to.deep.equal([]);
    });
  }

  it("brings back what was changed since, and nothing else", async () => {
    const staying = {
      ...parameters,
      configuration: { ...testConfiguration, roles: { ...testConfiguration.roles, ADMIN: [] } },
    };
    await send(await planConfiguration(staying));
    const { AccessManager } = parameters.contracts;
    const registrar = parameters.accounts["registrar"] ?? "";
    await (await AccessManager.revokeRole(2n, registrar)).wait();
    const rest = await planConfiguration(staying);
    expect(rest.map(({ label }) => label)).to.deep.equal(["AccessManager.grantRole"]);
    await send(rest);
    expect((await AccessManager.hasRole(2n, registrar))[0]).to.equal(true);
  });
});
