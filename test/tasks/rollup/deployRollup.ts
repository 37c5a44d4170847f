import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LaneReplica } from "@muniment/executor";
import { openGenesis } from "@muniment/node";
import {
  batchDigest,
  decodeBatchHeader,
  fromHex,
  settlementRules,
  SettlementState,
} from "@muniment/protocol";
import {
  checkRollup,
  parseRollupParameters,
  readRollupManifest,
  simulatedKey,
  type RollupManifest,
  type RollupParameters,
} from "@muniment/sdk";
import { expect } from "chai";
import { toBeHex, Wallet, type Provider } from "ethers";
import { config, network } from "hardhat";
import type { Connection } from "../../../tasks/context/Connection.js";
import { deployRollup } from "../../../tasks/rollup/deployRollup.js";
import { Anvil } from "../../helpers/Anvil.js";
import { CommandLine } from "../../helpers/CommandLine.js";
import { RecordedOutput } from "../../helpers/RecordedOutput.js";
import { rejected } from "../../helpers/rejected.js";
import { BreakingProxy } from "../../helpers/rollup/BreakingProxy.js";
import { contractsOf, loadRollup } from "../../helpers/rollup/loadRollup.js";
import { developmentRollup } from "../../helpers/rollup/rollupParameters.js";

/** A chain id of these tests alone: Ignition keeps its journal by it. */
const chainId = 31_415_926;
const deployments = join(config.paths.ignition, "deployments");
const journal = join(deployments, `rollup-${chainId.toString()}-1`);

const deploy = (
  connection: Connection,
  { parameters = developmentRollup(), output = new RecordedOutput() } = {},
): Promise<RollupManifest> =>
  deployRollup({ connection, parameters, output, ignitionFolder: config.paths.ignition });

/** Everything that a lane needs is there, as far as L1 can tell. */
async function expectWhole(connection: Connection, manifest: RollupManifest): Promise<void> {
  const { lane, accounts = {} } = manifest;
  const rows = await checkRollup(connection.ethers.provider, manifest, { asRows: true });
  expect(rows.filter(({ ok }) => !ok)).to.deep.equal([]);
  const { Rollup, SequencerBond, AttesterRegistry, MessageQueue } = contractsOf(manifest, connection);
  const { header, replica } = openGenesis(manifest);
  expect(await Rollup.digestOf(lane, 0)).to.equal(batchDigest(header));
  expect(new LaneReplica(replica).header).to.deep.equal(header);
  const committer = new Wallet(simulatedKey("committer")).address;
  expect(accounts["committer"]).to.equal(committer);
  expect(await Rollup.hasRole(await Rollup.COMMITTER_ROLE(), committer)).to.equal(true);
  expect(await Rollup.freeBondOf(committer)).to.equal(10n ** 19n);
  expect(await SequencerBond.bondOf(accounts["sequencer"]!)).to.equal(10n ** 18n);
  for (const name of ["attester1", "attester2", "attester3"]) {
    expect(await AttesterRegistry.isSimulated(accounts[name]!)).to.equal(true);
    expect(await AttesterRegistry.isActive(accounts[name]!)).to.equal(true);
  }
  expect(await MessageQueue.length(lane)).to.equal(1n);
  const { DisputeGame } = contractsOf(manifest, connection);
  expect(await DisputeGame.delegateOf(committer)).to.equal(accounts["defender"]);
  await expectSettlement(connection, manifest);
}

/** The settlement lane can take its first batch. */
async function expectSettlement(connection: Connection, manifest: RollupManifest): Promise<void> {
  const { settlement } = manifest;
  const { Rollup } = contractsOf(manifest, connection);
  const { address: portal } = settlement!.contracts.SettlementPortal;
  expect(await Rollup.hasRole(await Rollup.COMMITTER_ROLE(), portal)).to.equal(true);
  expect(await Rollup.freeBondOf(portal)).to.equal(10n ** 16n);
  const header = decodeBatchHeader(fromHex(settlement!.genesis.header));
  expect(header.rules).to.equal(settlementRules);
  expect(header.stateRoot).to.equal(toBeHex(new SettlementState().root, 32));
  expect(await Rollup.digestOf(settlement!.lane, 0)).to.equal(batchDigest(header));
}

describe("deployRollup", function () {
  describe("on a simulated network", () => {
    it("DEPLOY-6, DEPLOY-7, DEPLOY-9, DEPLOY-17, DEPLOY-18: leaves a whole, sealed rollup with open lanes", async () => {
      const { connection, manifest } = await loadRollup();
      await expectWhole(connection, manifest);
    });

    it("DEPLOY-8, ROLLUP-28: names the game, and asks for SECURED, and for ATTESTED where that is wanted too", async () => {
      const { contracts, manifest } = await loadRollup();
      const { FinalityPolicy: policy, DisputeGame: game } = contracts;
      expect(await policy.gameOf(manifest.lane)).to.equal(game.target);
      expect([...(await policy.laneRule(manifest.lane))]).to.deep.equal([2n, 3n]);
      expect([...(await policy.classRule(1))]).to.deep.equal([1n, 2n]);
      expect([...(await policy.classRule(2))]).to.deep.equal([1n, 3n]);
      const { lane } = manifest.settlement!;
      expect([...(await policy.classRule(3))]).to.deep.equal([BigInt(lane), 4n]);
      expect([...(await policy.laneRule(lane))]).to.deep.equal([4n, 0n]);
      expect(await policy.isEnabled(3)).to.equal(true);
    });

    it("DEPLOY-7, ROLLUP_PARAMETERS_INVALID: gives the deployer no role, and is for one L1", async () => {
      const connection = await network.create("l1");
      const [deployer] = await connection.ethers.getSigners();
      const base = developmentRollup();
      const accounts = { ...base.accounts, operator: deployer!.address };
      const roles = await rejected(deploy(connection, { parameters: { ...base, accounts } }));
      expect(roles.code).to.equal("ROLLUP_PARAMETERS_INVALID");
      expect(roles.context["field"]).to.equal("roles.operators");
      const elsewhere = await rejected(deploy(connection, { parameters: { ...base, l1ChainId: 1 } }));
      expect(elsewhere.context["field"]).to.equal("l1ChainId");
      expect(await connection.ethers.provider.getBlockNumber()).to.equal(0);
    });

    it("DEPLOY-15: without a settlement lane deploys none of it, and enables no class of it", async () => {
      const connection = await network.create("l1");
      const { settlement: _, ...parameters } = developmentRollup();
      const manifest = await deploy(connection, { parameters });
      expect(manifest.settlement).to.equal(undefined);
      const rows = await checkRollup(connection.ethers.provider, manifest, { asRows: true });
      expect(rows.filter(({ ok }) => !ok)).to.deep.equal([]);
      const { FinalityPolicy: policy } = contractsOf(manifest, connection);
      expect(await policy.isEnabled(3)).to.equal(false);
    });

    it("DEPLOY-16, SETTLEMENT_VERIFIERS_MISSING: in production deploys verifiers of the canonical SRS or nothing", async () => {
      const connection = await network.create("l1");
      const parameters = productionRollup({ hasSettlement: true });
      const error = await rejected(deploy(connection, { parameters }));
      expect(error.code).to.equal("SETTLEMENT_VERIFIERS_MISSING");
      expect(error.context["verifier"]).to.equal("Batch2Verifier");
      expect(await connection.ethers.provider.getBlockNumber()).to.equal(0);
    });

    it("ACCOUNT_UNKNOWN: says which account has no key on the network", async () => {
      const connection = await network.create("l1");
      const base = developmentRollup();
      const parameters = { ...base, accounts: { ...base.accounts, keeper: 99 } };
      const error = await rejected(deploy(connection, { parameters }));
      expect(error.code).to.equal("ACCOUNT_UNKNOWN");
      expect(error.context["account"]).to.equal("keeper");
    });

    it("DEPLOY-9: in production shows the calls of accounts whose keys are elsewhere", async () => {
      const connection = await network.create("l1");
      const output = new RecordedOutput();
      const manifest = await deploy(connection, { parameters: productionRollup(), output });
      expect(manifest.isProduction).to.equal(true);
      await checkRollup(connection.ethers.provider, manifest);
      expect(output.rows("remaining").map(({ call, from }) => ({ call, from }))).to.deep.equal([
        { call: "Rollup.grantRole", from: manifest.accounts!["operator"] },
        { call: "Rollup.depositBond", from: manifest.accounts!["committer"] },
        { call: "DisputeGame.setDelegate", from: manifest.accounts!["committer"] },
        { call: "SequencerBond.deposit", from: manifest.accounts!["sequencer"] },
      ]);
    });
  });

  describe("on anvil", () => {
    let anvil: Anvil;
    let proxy: BreakingProxy;
    const connect = (url: string) => network.create({ network: "localhost", override: { url } });

    beforeEach(async () => {
      anvil = await Anvil.start("osaka", 7n, { chainId, accounts: 1 });
      proxy = await BreakingProxy.start(anvil.url);
    });
    afterEach(() => {
      proxy.stop();
      anvil.stop();
      rmSync(journal, { recursive: true, force: true });
      if (existsSync(deployments) && readdirSync(deployments).length === 0) rmdirSync(deployments);
    });

    it("DEPLOY-6: leaves the same; another run changes nothing, and a new chain begins anew", async () => {
      const connection = await connect(anvil.url);
      const manifest = await deploy(connection);
      await expectWhole(connection, manifest);
      const blocks = await connection.ethers.provider.getBlockNumber();
      expect(await deploy(connection)).to.deep.equal(manifest);
      expect(await connection.ethers.provider.getBlockNumber()).to.equal(blocks);
      await anvil.call("anvil_reset");
      const again = await connect(anvil.url);
      await expectWhole(again, await deploy(again));
    });

    it("DEPLOY-8: goes on where it broke off, and sends nothing twice", async () => {
      let manifest: RollupManifest | undefined;
      let runs = 0;
      while (manifest === undefined && runs++ < 40) {
        // Every other time L1 has taken the last transaction, and nobody was told.
        proxy.allow(9, runs % 2 === 0);
        const connection = await connect(proxy.url);
        manifest = await deploy(connection).catch(() => undefined);
      }
      expect(runs).to.be.above(5);
      const connection = await connect(anvil.url);
      await expectWhole(connection, manifest!);
      const whole = await sentOn((await loadRollup()).connection.ethers.provider);
      expect(await sentOn(connection.ethers.provider)).to.equal(whole);
      expect(proxy.sent).to.equal(whole);
    });

    it("DEPLOY-1, DEPLOY-12: the command writes the manifest, and refuses parameters with placeholders", async () => {
      const folder = await mkdtemp(join(tmpdir(), "rollup-"));
      const cli = new CommandLine(anvil.url, folder, "rollup");
      const open = await cli.json("deploy", "--parameters", "ignition/parameters/rollup-production.json");
      expect(open.code).to.equal(1);
      expect(open.document["error"]).to.equal("ROLLUP_PARAMETER_MISSING");
      const { code, document } = await cli.json("deploy");
      expect(code).to.equal(0);
      const path = join(folder, chainId.toString(), "rollup-1.json");
      expect(document["manifest"]).to.equal(path);
      await expectWhole(await connect(anvil.url), await readRollupManifest(path));
      await rm(folder, { recursive: true });
    });

    it("DEPLOY-8, ROLLUP_DEPLOYMENT_DIFFERS: does not go on with other parameters", async () => {
      const connection = await connect(anvil.url);
      await deploy(connection);
      const base = developmentRollup();
      const differs = async (change: Partial<RollupParameters>): Promise<unknown> => {
        const error = await rejected(deploy(connection, { parameters: { ...base, ...change } }));
        expect(error.code).to.equal("ROLLUP_DEPLOYMENT_DIFFERS");
        return error.context["what"];
      };
      expect(await differs({ finality: { ...base.finality, window: 4 } })).to.equal("FinalityPolicy");
      expect(await differs({ queue: { ...base.queue, deadline: 601 } })).to.equal("MessageQueue");
      const measurements: `0x${string}`[] = [`0x${"5e".repeat(32)}`];
      const attestation = { ...base.attestation, measurements };
      expect(await differs({ attestation })).to.equal("AttesterRegistry");
      const { settlement } = base;
      const assets = [...settlement!.assets, { asset: 3, token: `0x${"ab".repeat(20)}` }];
      expect(await differs({ settlement: { ...settlement!, assets } })).to.equal("SettlementGateway");
      const genesis = { ...base.genesis, allocations: [] };
      expect(await differs({ genesis })).to.equal("The lane's genesis header");
    });
  });
});

/** Transactions on a chain that was begun for a deployment. */
async function sentOn(provider: Provider): Promise<number> {
  let count = 0;
  const last = await provider.getBlockNumber();
  for (let number = 1; number <= last; number++) {
    count += (await provider.getBlock(number))?.transactions.length ?? 0;
  }
  return count;
}

/** Parameters that production takes, with accounts whose keys are nowhere. */
function productionRollup({ hasSettlement = false } = {}): RollupParameters {
  const { settlement, ...base } = developmentRollup();
  const day = 86_400;
  const { developmentAccounts: _, ...genesis } = base.genesis;
  const names = Object.keys(base.accounts).filter((name) => !name.startsWith("attester"));
  const parameters: RollupParameters = {
    ...base,
    isProduction: true,
    l1ChainId: 31_337,
    l1Depth: 64,
    accounts: Object.fromEntries(names.map((name, index) => [name, toBeHex(0xabc000 + index, 20)])),
    delays: { escape: 23 * day, timelock: 38 * day, sequencerLeave: 24 * day },
    finality: { ...base.finality, window: 7 * day },
    disputes: { ...base.disputes, clock: 2 * day, replyTime: 10_800 },
    queue: { ...base.queue, deadline: day },
    attestation: { ...base.attestation, activationDelay: day, simulated: [] },
    genesis: { ...genesis, allocations: [] },
    ...(hasSettlement && settlement !== undefined
      ? {
          settlement: {
            ...settlement,
            verifiers: "production",
            queue: { ...settlement.queue, deadline: day },
            assets: [{ asset: 1, token: toBeHex(0xcab, 20) }],
          },
        }
      : {}),
  };
  return parseRollupParameters("test", JSON.stringify(parameters));
}
