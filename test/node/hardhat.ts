import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";
import { expect } from "chai";
import { config as hardhatConfig, network } from "hardhat";
import { keys, testNode, type TestNode } from "./helpers/testNode.js";

/** Keeps what it was made with in slot 0 and returns it to every call. */
const runtime = "5f545f5260205ff3";
const artifact = {
  _format: "hh3-artifact-1",
  contractName: "Keeper",
  sourceName: "Keeper.sol",
  abi: [
    { type: "constructor", inputs: [{ name: "kept", type: "uint256" }], stateMutability: "nonpayable" },
    {
      type: "function",
      name: "kept",
      inputs: [],
      outputs: [{ name: "", type: "uint256" }],
      stateMutability: "view",
    },
    { type: "function", name: "touch", inputs: [], outputs: [], stateMutability: "nonpayable" },
  ],
  bytecode: `0x6020601c5f395f515f55600860145f3960085ff3${runtime}`,
  deployedBytecode: `0x${runtime}`,
  linkReferences: {},
  deployedLinkReferences: {},
} as const;

/** Three contracts, each made with what the one before keeps, and calls between. */
const keepers = buildModule("Keepers", (m) => {
  const first = m.contract("Keeper", artifact, [41n], { id: "First" });
  const touched = m.call(first, "touch");
  const kept = m.staticCall(first, "kept", [], 0, { after: [touched] });
  const second = m.contract("Keeper", artifact, [kept], { id: "Second" });
  const third = m.contract("Keeper", artifact, [m.staticCall(second, "kept")], { id: "Third" });
  return { first, second, third };
});

const deployments = join(hardhatConfig.paths.ignition, "deployments");
const deploymentId = `node-${String(process.pid)}`;

describe("node > Hardhat and Ignition as clients", function () {
  let test: TestNode;
  before(async () => (test = await testNode()));
  after(async () => {
    await test.close();
    // Ignition keeps what it deploys to a chain that lasts; this one is gone.
    rmSync(join(deployments, deploymentId), { recursive: true, force: true });
    if (existsSync(deployments) && readdirSync(deployments).length === 0) rmdirSync(deployments);
  });

  const connect = async () =>
    network.create({
      network: "localhost",
      override: { url: test.node.url, accounts: [...keys] },
    });

  it("Hardhat's ethers sends, waits and reads", async () => {
    const connection = await connect();
    const [from, to] = await connection.ethers.getSigners();
    const before = await connection.ethers.provider.getBalance(to!.address);
    const receipt = await (await from!.sendTransaction({ to: to!.address, value: 7n })).wait();
    expect(receipt?.status).to.equal(1);
    expect(await connection.ethers.provider.getBalance(to!.address)).to.equal(before + 7n);
    await connection.close();
  });

  it("Ignition deploys a module of contracts that need each other", async () => {
    const connection = await connect();
    // Blocks come when there is something for them: there may never be a fifth.
    const config = { requiredConfirmations: 1 };
    const deployed = await connection.ignition.deploy(keepers, { config, deploymentId });
    for (const contract of [deployed.first, deployed.second, deployed.third]) {
      expect(await test.provider.getCode(await contract.getAddress())).to.equal(artifact.deployedBytecode);
      expect(await contract.getFunction("kept").staticCall()).to.equal(41n);
    }
    await connection.close();
  });
});
