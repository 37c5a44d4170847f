import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { keccak256, utf8 } from "@muniment/protocol";
import { batchDigest } from "@muniment/protocol";
import { getLaneDisputes, openDispute, sendCall, simulatedKey, writeRollupManifest } from "@muniment/sdk";
import { expect } from "chai";
import { computeAddress, parseEther, Wallet } from "ethers";
import hre from "hardhat";

import { captured } from "../../helpers/captured.js";
import { AnvilDevnet } from "./helpers/AnvilDevnet.js";
import { CommandProcess } from "./helpers/CommandProcess.js";
import { wait } from "./helpers/wait.js";

describe("e2e > chain > disputes", function () {
  this.timeout(300_000);
  let world: AnvilDevnet;
  let folder: string;
  let manifest: string;
  before(async () => {
    world = await AnvilDevnet.start();
    folder = await mkdtemp(join(tmpdir(), "muniment-disputes-"));
    manifest = join(folder, "31337", "rollup-1.json");
    await writeRollupManifest(manifest, world.devnet.manifest);
  });
  after(async () => {
    await world.close();
    await rm(folder, { recursive: true });
  });

  const send = async (): Promise<void> => {
    const [alice, bob] = await world.two.ethers.getSigners();
    await (await alice!.sendTransaction({ to: bob!.address, value: 1n })).wait();
  };

  /** Opens a dispute about the newest batch, which is right, while its window is open. */
  async function accuse(liar: Wallet): Promise<void> {
    const { devnet, one, rollup } = world;
    const { bond } = await rollup.DisputeGame.terms();
    const isOpened = async (): Promise<true | undefined> => {
      const before = devnet.node.lane?.watch.newest.batches.length ?? 0;
      await send();
      const batch = await wait("a commit", () =>
        Promise.resolve(devnet.node.lane?.watch.newest.batches[before]),
      );
      const call = openDispute(devnet.manifest.contracts.DisputeGame.address, {
        ...{ header: batch.header, salt: 0n, bond },
      });
      expect(batch.digest).to.equal(batchDigest(batch.header));
      return sendCall(liar.connect(one.ethers.provider), call).then(
        () => true,
        // The window of a development chain is over in three seconds.
        () => undefined,
      );
    };
    await wait("a dispute", isOpened);
  }

  const status = async (more: Readonly<Record<string, unknown>> = {}) => {
    process.env["MUNIMENT_DEPLOYMENTS"] = folder;
    try {
      const task = hre.tasks.getTask(["rollup", "dispute", "status"]);
      return await captured(() => task.run({ l1Url: world.anvil.url, all: true, ...more }));
    } finally {
      delete process.env["MUNIMENT_DEPLOYMENTS"];
    }
  };

  it("DISPUTE-9, DISPUTE-15: the devnet's defender answers a liar, who falls silent and pays", async () => {
    const { one, rollup, devnet, anvil } = world;
    const [rich] = await one.ethers.getSigners();
    const liar = new Wallet(keccak256(utf8("liar")));
    await (await rich!.sendTransaction({ to: liar.address, value: parseEther("10") })).wait();
    await accuse(liar);
    const dispute = async () => (await getLaneDisputes(one.ethers.provider, devnet.manifest)).disputes[0];
    await wait("the defender's answer", async () =>
      (await dispute())?.transcript.phase === "nodeChoice" ? true : undefined,
    );
    const told = await status();
    expect(told.exitCode, told.stderr).to.equal(undefined);
    expect(told.stdout).to.match(/nodeChoice +challenger/);
    await anvil.call("evm_increaseTime", 601);
    await anvil.call("evm_mine");
    await wait("the end", async () => (await dispute())?.transcript.end && true);
    const document = JSON.parse((await status({ json: true })).stdout) as {
      open: number;
      disputes: { phase: string; winner: string }[];
    };
    const committer = computeAddress(simulatedKey("committer"));
    expect([document.open, document.disputes[0]?.phase]).to.deep.equal([0, "committerWon"]);
    expect(document.disputes[0]?.winner.toLowerCase()).to.equal(committer.toLowerCase());
    const { bond } = await rollup.DisputeGame.terms();
    expect(await rollup.DisputeGame.creditOf(committer)).to.equal(bond - bond / 8n);
    const last = await rollup.Rollup.lastBatch(1);
    await wait("FINAL", async () => ((await rollup.Rollup.lastFinal(1)) >= last ? true : undefined));
  });

  it("DISPUTE-15: a challenger is a process that is started with a manifest, shows figures and stops when told", async () => {
    const key = keccak256(utf8("challenger"));
    const challenger = CommandProcess.hardhat(
      ["rollup", "challenge"],
      {
        ...{
          directory: join(folder, "challenger"),
          manifest,
          "l1-url": world.anvil.url,
          "metrics-port": "0",
        },
        ...{
          archive: `${world.devnet.node.url}/blobs`,
          rollup: world.devnet.manifest.contracts.Rollup.address,
        },
        ...{ as: computeAddress(key) },
      },
      key,
    );
    let exitCode: number | null = null;
    try {
      await challenger.said(/Playing\. Ctrl-C ends it\./);
      await send();
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(challenger.text.split("metrics").slice(1).join("")) ?? [
        "",
      ];
      const metrics = await wait("its figures", async () => {
        const response = await fetch(`${url}/health`);
        return response.status === 200 ? (await fetch(`${url}/metrics`)).text() : undefined;
      });
      expect(metrics).to.match(/^muniment_challenger_disputes 0$/m);
      expect(metrics).to.match(/^muniment_challenger_wrong_batches_total 0$/m);
    } finally {
      exitCode = await challenger.stop();
    }
    expect(exitCode, challenger.text).to.equal(0);
  });
});
