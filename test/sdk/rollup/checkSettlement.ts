import { checkRollup, connectSettlement, type RollupManifest } from "@muniment/sdk";
import { expect } from "chai";
import { id } from "ethers";
import { loadRollup, type LoadedRollup } from "../../helpers/rollup/loadRollup.js";

type Settlement = NonNullable<RollupManifest["settlement"]>;

const PROVEN = 4;
const HIGH_VALUE = 3;

/** Names of the checks that fail. */
async function problems({ connection }: LoadedRollup, manifest: RollupManifest): Promise<string[]> {
  const rows = await checkRollup(connection.ethers.provider, manifest, { asRows: true });
  return rows.filter(({ ok }) => !ok).map(({ check }) => check);
}

describe("checkSettlement", () => {
  let rollup: LoadedRollup;
  let settlement: Settlement;
  beforeEach(async () => {
    rollup = await loadRollup();
    settlement = rollup.manifest.settlement!;
  });

  /** The timelock, as if a proposal had waited long enough. */
  async function asTimelock() {
    const { connection, manifest } = rollup;
    const { address } = manifest.contracts.TimelockController;
    await connection.networkHelpers.setBalance(address, 10n ** 18n);
    return connection.ethers.getImpersonatedSigner(address);
  }

  /** What is wrong when the lane is told to be another. */
  const problemsWith = (change: Partial<Settlement>): Promise<string[]> =>
    problems(rollup, { ...rollup.manifest, settlement: { ...settlement, ...change } });

  it("DEPLOY-19: compares every contract of the lane, and nothing twice", async () => {
    const rows = await checkRollup(rollup.connection.ethers.provider, rollup.manifest);
    expect(rows.filter(({ ok }) => !ok)).to.deep.equal([]);
    for (const name of Object.keys(settlement.contracts)) {
      expect(rows.filter(({ check }) => check.startsWith(name)).length).to.be.above(2);
    }
    expect(new Set(rows.map(({ check }) => check)).size).to.equal(rows.length);
  });

  it("DEPLOY-19: finds another verifier, game, rule and class", async () => {
    const { contracts, connection, manifest } = rollup;
    const { ethers } = connection;
    const [parts] = settlement.contracts.SettlementVerifier.arguments as [never];
    const verifier = await ethers.deployContract("SettlementVerifier", [parts]);
    const policy = contracts.FinalityPolicy.connect(await asTimelock());
    await policy.setVerifier(settlement.lane, PROVEN, verifier);
    await policy.setGame(settlement.lane, contracts.DisputeGame);
    await policy.setLaneRule(settlement.lane, { evidence: 6, window: 5 });
    await policy.setClassRule(HIGH_VALUE, { lane: settlement.lane, evidence: 6 });
    expect(await problems(rollup, manifest)).to.deep.equal([
      "FinalityPolicy.classRule high-value",
      "FinalityPolicy.verifierOf settlement",
      "FinalityPolicy.gameOf settlement",
      "FinalityPolicy.laneRule settlement evidence",
      "FinalityPolicy.laneRule settlement window",
      "FinalityPolicy.classRule high-value of the settlement lane",
    ]);
  });

  it("DEPLOY-19: finds an exit, an asset and a contract that are not those of the lane", async () => {
    const { contracts } = settlement;
    const exit = { ...contracts.SettlementExit, address: contracts.SettlementPortal.address };
    expect(await problemsWith({ contracts: { ...contracts, SettlementExit: exit } })).to.deep.equal([
      "SettlementExit.code",
    ]);
    const assets = [{ ...settlement.assets[0]!, token: contracts.ShieldBoxes.address }];
    expect(await problemsWith({ assets })).to.deep.equal(["SettlementGateway.tokenOf 1"]);
    const boxes = structuredClone(contracts.ShieldBoxes);
    boxes.arguments[0] = contracts.SettlementPortal.address;
    expect(await problemsWith({ contracts: { ...contracts, ShieldBoxes: boxes } })).to.deep.equal([
      "ShieldBoxes.creation",
      "ShieldBoxes(gateway)",
    ]);
  });

  it("DEPLOY-19: finds an exit that the gateway does not pay for", async () => {
    const { connection, manifest } = rollup;
    const [place, parts] = settlement.contracts.SettlementExit.arguments as [never, never];
    const other = await connection.ethers.deployContract("SettlementExit", [place, parts]);
    const transaction = other.deploymentTransaction()!;
    const exit = {
      ...settlement.contracts.SettlementExit,
      address: await other.getAddress(),
      transaction: transaction.hash,
    };
    const contracts = { ...settlement.contracts, SettlementExit: exit };
    expect(await problems(rollup, { ...manifest, settlement: { ...settlement, contracts } })).to.deep.equal([
      "SettlementGateway.connectExit",
      "L1Messenger.guardOf SettlementExit",
    ]);
  });

  it("DEPLOY-16, DEPLOY-19: finds verifiers of another kind, and those for development in production", async () => {
    expect(await problemsWith({ verifiers: "production" })).to.include.members([
      "Batch2Verifier",
      "ExitVerifier",
    ]);
    const production = await problems(rollup, { ...rollup.manifest, isProduction: true });
    expect(production).to.include("settlement verifiers of production");
  });

  it("DEPLOY-19: finds a quorum of one in production, and a role with who deployed", async () => {
    const { connection, manifest } = rollup;
    const { SettlementRegistry: registry } = connectSettlement(settlement, connection.ethers.provider);
    const [deployer] = await connection.ethers.getSigners();
    const timelock = await asTimelock();
    await registry.connect(timelock).setQuorum(1);
    await registry.connect(timelock).grantRole(await registry.REGISTRAR_ROLE(), deployer!.address);
    expect(await problems(rollup, manifest)).to.deep.equal(["SettlementRegistry.roles of the deployer"]);
    const production = await problems(rollup, { ...manifest, isProduction: true });
    expect(production).to.include("SettlementRegistry.quorum");
  });

  it("DEPLOY-18, DEPLOY-19: finds another domain and another genesis", async () => {
    const domain = id("elsewhere") as `0x${string}`;
    expect(await problemsWith({ domain })).to.deep.equal(["SettlementVerifier.domain", "settlement domain"]);
    const { genesis } = settlement;
    const header: `0x${string}` = `0x${genesis.header.slice(2, -2)}00`;
    expect(await problemsWith({ genesis: { ...genesis, header } })).to.deep.equal([
      "settlement Rollup.digestOf genesis",
      "settlement genesis.header",
    ]);
  });
});
