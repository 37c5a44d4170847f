import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectContracts, readManifest, type Addresses, type Contracts, type Manifest } from "@muniment/sdk";
import { expect } from "chai";
import { JsonRpcProvider, keccak256 } from "ethers";
import { config, network } from "hardhat";
import type { JsonRpcServer } from "hardhat/types/network";

import { CommandLine } from "../helpers/CommandLine.js";

const BOND = "examples/municipal-bond";
const NOWHERE = `0x${"00".repeat(31)}12`;
const IGNITION = join(config.paths.ignition, "deployments", "chain-31337");

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** The contracts a manifest names, read through the node the commands talk to. */
function contractsOf(manifest: Manifest, provider: JsonRpcProvider): Contracts {
  const entries = Object.entries(manifest.contracts).map(([name, { address }]) => [name, address]);
  return connectContracts(Object.fromEntries(entries) as Addresses, provider);
}

/** A copy of the bond's folder in which some files are replaced. */
async function tampered(root: string, files: Readonly<Record<string, Uint8Array | string>>): Promise<string> {
  const folder = await mkdtemp(join(root, "bond-"));
  await cp(BOND, folder, { recursive: true });
  for (const [file, content] of Object.entries(files)) await writeFile(join(folder, file), content);
  return folder;
}

describe("command line", () => {
  let root: string;
  let url: string;
  let server: JsonRpcServer | undefined;
  let provider: JsonRpcProvider;
  let cli: CommandLine;
  let contracts: Contracts;
  let asset: string;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), "muniment-cli-"));
    // A developer's own chain of this id keeps its journal: it is set aside meanwhile.
    await rename(IGNITION, `${IGNITION}.kept`).catch(() => undefined);
    const port = await freePort();
    url = `http://127.0.0.1:${String(port)}`;
    server = await network.createServer(
      { network: "l1", override: { initialDate: "2026-12-01T00:00:00Z" } },
      "127.0.0.1",
      port,
    );
    await server.listen();
    provider = new JsonRpcProvider(url, undefined, { staticNetwork: true, cacheTimeout: -1 });
    cli = new CommandLine(url, root);
  });

  const close = async (): Promise<void> => {
    await server?.close();
    server = undefined;
  };

  after(async () => {
    provider.destroy();
    await close();
    await rm(IGNITION, { recursive: true, force: true });
    await rename(`${IGNITION}.kept`, IGNITION).catch(() => undefined);
    await rm(root, { recursive: true });
  });

  describe("deploy", () => {
    it("DEPLOYMENT_MISSING: says what to run when nothing is deployed", async () => {
      const { code, document } = await cli.json("status", "--asset", NOWHERE);
      expect(code).to.equal(1);
      expect(document["error"]).to.equal("DEPLOYMENT_MISSING");
      expect(document["message"]).to.contain("rwa deploy");
    });

    it("writes a manifest that the chain confirms", async () => {
      const { code, document } = await cli.json("deploy");
      expect(code).to.equal(0);
      const path = join(root, "31337", "manifest.json");
      expect(document["manifest"]).to.equal(path);
      const manifest = await readManifest(path);
      const [first] = (await provider.send("eth_accounts", [])) as string[];
      expect(manifest.accounts["admin"]?.toLowerCase()).to.equal(first?.toLowerCase());
      for (const [name, entry] of Object.entries(manifest.contracts)) {
        const receipt = await provider.getTransactionReceipt(entry.transaction);
        expect(receipt?.contractAddress, name).to.equal(entry.address);
        expect(receipt?.blockNumber, name).to.equal(entry.block);
        expect(keccak256(await provider.getCode(entry.address)), name).to.equal(entry.codeHash);
      }
      expect(manifest.contracts.AccessManager.arguments).to.deep.equal([manifest.accounts["admin"]]);
      expect(manifest.contracts.Registration.arguments).to.include(manifest.contracts.AccessManager.address);
      contracts = contractsOf(manifest, provider);
    });

    it("resumes: a second run sends nothing and writes the same manifest", async () => {
      const path = join(root, "31337", "manifest.json");
      const [block, text] = [await provider.getBlockNumber(), await readFile(path, "utf8")];
      const { code, document } = await cli.json("deploy");
      expect(code).to.equal(0);
      expect(document["contracts"]).to.have.length(Object.keys(contracts).length);
      expect(await provider.getBlockNumber()).to.equal(block);
      expect(await readFile(path, "utf8")).to.equal(text);
    });
  });

  describe("register", () => {
    const submitted = (): Promise<string> =>
      contracts.Lifecycle.submissionOf(asset, 1).then(({ hash }) => hash);

    it("--dry-run simulates and sends nothing", async () => {
      const block = await provider.getBlockNumber();
      const { code, document } = await cli.json("register", "--file", `${BOND}/asset.json`, "--dry-run");
      expect(code).to.equal(0);
      const [first, second] = document["dryRun"] as Record<string, string>[];
      expect(first).to.include({ call: "Registration.submit", result: "would succeed" });
      expect(BigInt(first?.["gas"] ?? 0)).to.be.greaterThan(100_000n);
      expect(second).to.include({ call: "Registration.addSerials", result: "follows the first" });
      expect(await provider.getBlockNumber()).to.equal(block);
      asset = String(document["asset"]);
      expect(BigInt(await submitted())).to.equal(0n);
    });

    it("--calldata-only sends nothing, and its calls sent by hand do what register does", async () => {
      const block = await provider.getBlockNumber();
      const words = ["register", "--file", `${BOND}/asset.json`];
      const { document } = await cli.json(...words, "--calldata-only");
      expect(await provider.getBlockNumber()).to.equal(block);

      const snapshot: unknown = await provider.send("evm_snapshot", []);
      for (const { from, to, data } of document["calls"] as Record<"from" | "to" | "data", string>[]) {
        const hash = String(await provider.send("eth_sendTransaction", [{ from, to, data }]));
        expect((await provider.getTransactionReceipt(hash))?.status).to.equal(1);
      }
      const byHand = await submitted();
      await provider.send("evm_revert", [snapshot]);
      expect(BigInt(await submitted())).to.equal(0n);

      const { code } = await cli.json(...words);
      expect(code).to.equal(0);
      expect(await submitted()).to.equal(byHand);
      expect(BigInt(byHand)).to.not.equal(0n);
    });

    it("POLICY_REFUSED: approval before evidence exits with 2 and says which proof is missing", async () => {
      const block = await provider.getBlockNumber();
      const { code, document } = await cli.json("register", "--approve", "--asset", asset);
      expect(code).to.equal(2);
      expect(document["error"]).to.equal("POLICY_REFUSED");
      expect(document["context"]).to.include({
        call: "Registration.approve",
        error: "CheckpointAttestationMissing",
        reason: "LEGAL_ENTITY is not proven: 0 of 1 attestations.",
      });
      expect(await provider.getBlockNumber()).to.equal(block);
    });
  });

  describe("attest", () => {
    const attest = (folder: string) =>
      cli.json("attest", "--asset", asset, "--stage", "Registered", "--folder", folder);

    it("INPUT_NOT_SUBMITTED: refuses a title document that was changed, and records nothing", async () => {
      const block = await provider.getBlockNumber();
      const file = "documents/title-statement.pdf";
      const pdf = await readFile(join(BOND, file));
      const folder = await tampered(root, { [file]: Buffer.concat([pdf, Buffer.from("\n")]) });
      const { code, document } = await attest(folder);
      expect(code).to.equal(2);
      expect(document["error"]).to.equal("INPUT_NOT_SUBMITTED");
      expect(document["context"]).to.deep.equal({ file: "asset.json", stage: "Registered" });
      expect(await provider.getBlockNumber()).to.equal(block);
    });

    it("refuses a document about somebody else, and records nothing, not even what is true", async () => {
      const block = await provider.getBlockNumber();
      const file = "documents/pledge-search.pdf";
      const folder = await tampered(root, {
        [file]: await readFile(join("examples/ev-charging-note", file)),
      });
      const { code, document } = await attest(folder);
      expect(code).to.equal(2);
      expect(document["error"]).to.match(/^DOCUMENT_FACT_(MISMATCH|MISSING)$/);
      expect(document["context"]).to.include({ document: file });
      expect(await provider.getBlockNumber()).to.equal(block);
    });

    it("FILE_UNREADABLE: names the file that is not there", async () => {
      const folder = await tampered(root, {});
      await rm(join(folder, "terms.json"));
      const { code, document } = await attest(folder);
      expect(code).to.equal(1);
      expect(document["error"]).to.equal("FILE_UNREADABLE");
      expect(document["context"]).to.include({ file: join(folder, "terms.json") });
    });

    it("records every attestation of the stage, and then the approval succeeds", async () => {
      const { code, document } = await attest(BOND);
      expect(code).to.equal(0);
      expect(document["attestations"]).to.have.length(6);
      const approval = await cli.json("register", "--approve", "--asset", asset);
      expect(approval).to.deep.equal({ code: 0, document: { stage: "Registered" } });
    });
  });

  describe("status", () => {
    it("says where the asset stands and how each requirement is proven", async () => {
      const { code, document } = await cli.json("status", "--asset", asset);
      expect(code).to.equal(0);
      expect(document).to.include({
        asset,
        stage: "Registered",
        checkpoints: "1",
        offer: "None",
        supply: "0",
      });
      const rows = document["requirements"] as { stage: string; topic: string; state: string }[];
      expect(rows).to.have.length(6);
      for (const row of rows) expect(row).to.include({ stage: "Registered", state: "proven" });
    });
  });

  describe("usage", () => {
    const cases: readonly [string, string, readonly string[], Readonly<Record<string, string>>][] = [
      ["a missing option", "ARGUMENT_MISSING", ["register"], { option: "--file" }],
      ["a malformed id", "ARGUMENT_INVALID", ["status", "--asset", "0x12"], { option: "--asset" }],
      [
        "an unknown account",
        "ACCOUNT_UNKNOWN",
        ["register", "--file", `${BOND}/asset.json`, "--as", "nobody"],
        { account: "nobody" },
      ],
      [
        "an unreadable file",
        "FILE_UNREADABLE",
        ["register", "--file", "nowhere/asset.json"],
        { file: "nowhere/asset.json" },
      ],
      [
        "an unreadable configuration",
        "FILE_UNREADABLE",
        ["deploy", "--configuration", "nowhere.json"],
        { file: "nowhere.json" },
      ],
      [
        "an unreadable trail",
        "FILE_UNREADABLE",
        ["audit", "--verify", "nowhere.csv"],
        { file: "nowhere.csv" },
      ],
    ];
    let results: Awaited<ReturnType<CommandLine["json"]>>[];

    before(async () => {
      // They change nothing, so they can run at the same time.
      results = await Promise.all(cases.map(([, , words]) => cli.json(...words)));
    });

    for (const [index, [what, error, , context]] of cases.entries()) {
      it(`${error}: ${what} exits with 1`, () => {
        const { code, document } = results[index] ?? expect.fail("the command did not run");
        expect(code).to.equal(1);
        expect(document["error"]).to.equal(error);
        expect(document["context"]).to.include(context);
      });
    }

    it("INPUT_FIELD_INVALID: names file, line and field of a malformed asset file", async () => {
      const text = await readFile(`${BOND}/asset.json`, "utf8");
      const folder = await tampered(root, { "asset.json": text.replace("130000000.00", "much") });
      const file = join(folder, "asset.json");
      const { code, stderr } = await cli.run("register", "--file", file);
      expect(code).to.equal(1);
      expect(stderr).to.contain(`INPUT_FIELD_INVALID: ${file}, line 11, field attestedValue`);
    });
  });

  describe("without a node", () => {
    let trail: string;

    before(async () => {
      trail = join(root, "audit.csv");
      const { code, document } = await cli.json("audit", "--export", "csv", "--out", trail);
      expect(code).to.equal(0);
      expect(document["lines"]).to.be.greaterThan(100);
      await close();
    });

    it("verifies an export", async () => {
      const { code, document } = await cli.json("audit", "--verify", trail);
      expect(code).to.equal(0);
      expect(document).to.include({ checkpoints: 1, attestations: 6 });
    });

    it("AUDIT_TAMPERED: a changed export exits with 2 and names the line", async () => {
      const changed = join(root, "changed.csv");
      const text = await readFile(trail, "utf8");
      const [line] = text.split("\n").filter((row) => row.includes("StageAdvanced"));
      expect(text).to.contain("AttestationRecorded");
      await writeFile(
        changed,
        text.replace(line ?? "", (line ?? "").replace("StageAdvanced", "StageRestored")),
      );
      const { code, document } = await cli.json("audit", "--verify", changed);
      expect(code).to.equal(2);
      expect(document["error"]).to.equal("AUDIT_TAMPERED");
      expect(document["context"]).to.include({ line: line?.split(",")[0] });
    });

    it("CHAIN_FAILED: anything else exits with 3", async () => {
      const { code, document } = await cli.json("status", "--asset", asset);
      expect(code).to.equal(3);
      expect(document["error"]).to.equal("CHAIN_FAILED");
      expect(document["message"]).to.not.contain("..");
    });
  });
});
