import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Allocation, sealGenesis, State } from "@muniment/executor";
import { type Hex, stages } from "@muniment/protocol";
import { approveRegistration, parseConfiguration } from "@muniment/sdk";
import { HDNodeWallet, Mnemonic } from "ethers";
import { config as hardhatConfig, network } from "hardhat";
import { Arguments } from "../../tasks/context/Arguments.js";
import { createContext } from "../../tasks/context/createContext.js";
import { perform } from "../../tasks/context/perform.js";
import { attest } from "../../tasks/rwa/attest.js";
import { deployContracts } from "../../tasks/rwa/deployContracts.js";
import { register, run as approve } from "../../tasks/rwa/register.js";
import { rejected } from "../helpers/rejected.js";
import { RecordedOutput } from "../helpers/RecordedOutput.js";
import { ether, testNode, type TestNode } from "./helpers/testNode.js";

const chainId = 424_242n;
const phrase = Mnemonic.fromPhrase("test test test test test test test test test test test junk");
const root = HDNodeWallet.fromMnemonic(phrase, "m/44'/60'/0'/0");
const wallets = Array.from({ length: 40 }, (_, index) => root.deriveChild(index));
const bond = "examples/municipal-bond";
/** The examples' dates follow this day. */
const firstDay = Date.parse("2026-12-01T00:00:00Z");

describe("node > the suite over JSON-RPC", function () {
  this.timeout(300_000);
  let test: TestNode;
  const journal = mkdtempSync(join(tmpdir(), "muniment-ignition-"));

  before(async () => {
    const started = performance.now();
    const clock = {
      now: () => firstDay + performance.now() - started,
      after: (milliseconds: number, work: () => void) => {
        const timer = setTimeout(work, milliseconds);
        return () => clearTimeout(timer);
      },
    };
    const rich = new Map<Hex, Allocation>(
      wallets.map(({ address }) => [address.toLowerCase() as Hex, { balance: 10_000n * ether }]),
    );
    const genesis = () => {
      const { state, changes } = State.genesisWithChanges({ rules: { kind: "muniment" } }, rich);
      return { ...sealGenesis(state, 1_700_000_000n), changes: [changes] };
    };
    test = await testNode({ chainId, genesis }, { clock });
  });
  after(async () => {
    await test.close();
    rmSync(journal, { recursive: true });
    rmSync(join(hardhatConfig.paths.ignition, "deployments", deploymentId), { recursive: true, force: true });
  });
  const deploymentId = `suite-${String(process.pid)}`;

  it("Ignition deploys every contract, the configuration is applied, and an asset is registered by evidence", async () => {
    const connection = await network.create({
      network: "localhost",
      override: { url: test.node.url, accounts: wallets.map(({ privateKey }) => privateKey) },
    });
    // Ignition keeps what it deploys to a chain that lasts, under a name that nobody else has.
    const { ignition } = connection;
    const apart = Object.create(connection, {
      ignition: {
        value: {
          deploy: async (...[module, options]: Parameters<typeof ignition.deploy>) =>
            ignition.deploy(module, { ...options, deploymentId }),
        },
      },
    }) as typeof connection;
    const path = "ignition/parameters/development.json";
    const output = new RecordedOutput();
    const manifest = await deployContracts({
      connection: apart,
      configuration: parseConfiguration(path, readFileSync(path, "utf8")),
      output,
      ignitionFolder: journal,
    });
    expect(manifest.chainId).to.equal(Number(chainId));
    const context = createContext({ connection, manifest, mode: "send", output, privateFolder: journal });
    const asset = await register(context, join(bond, "asset.json"), "issuer");
    // What the contract says when there is no evidence comes through the node as data.
    const refusal = await rejected(
      perform(context, "registrar", [approveRegistration(context.contracts, asset)]),
    );
    expect(refusal).to.include({ code: "POLICY_REFUSED" });
    await attest(context, { asset, stage: "Registered", folder: bond });
    await approve(context, new Arguments({ asset, approve: true }));
    expect(await context.contracts.Lifecycle.stageOf(asset)).to.equal(stages.Registered);
    await connection.close();
  });
});
