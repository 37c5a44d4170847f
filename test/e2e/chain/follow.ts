import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { writeRollupManifest } from "@muniment/sdk";
import { expect } from "chai";
import hre from "hardhat";

import { captured } from "../../helpers/captured.js";
import { AnvilDevnet } from "./helpers/AnvilDevnet.js";
import { wait } from "./helpers/wait.js";

describe("e2e > chain > rollup follow", function () {
  this.timeout(300_000);
  let world: AnvilDevnet;
  let folder: string;
  let manifest: string;
  before(async () => {
    world = await AnvilDevnet.start();
    folder = await mkdtemp(join(tmpdir(), "muniment-follow-"));
    manifest = join(folder, "rollup-1.json");
    await writeRollupManifest(manifest, world.devnet.manifest);
  });
  after(async () => {
    await world.close();
    await rm(folder, { recursive: true });
  });

  const follow = async (more: Readonly<Record<string, unknown>> = {}) =>
    captured(() =>
      hre.tasks.getTask(["rollup", "follow"]).run({
        ...{ directory: join(folder, "lane"), l1Url: world.anvil.url, manifest, once: true },
        archive: `${world.devnet.node.url}/blobs`,
        rollup: world.devnet.manifest.contracts.Rollup.address,
        ...more,
      }),
    );

  it("NODE-20: begins with nothing but the manifest, and comes to the root of the node's state", async () => {
    const { node } = world.devnet;
    const [alice, bob] = await world.two.ethers.getSigners();
    const sent = await alice!.sendTransaction({ to: bob!.address, value: 1n });
    const block = BigInt((await sent.wait())!.blockNumber);
    await wait("the batch", () => Promise.resolve(node.lane!.levels.finalized >= block ? true : undefined));

    const { stdout, stderr, exitCode } = await follow();
    expect(exitCode, stderr).to.equal(undefined);
    expect(stdout).to.match(/^Following lane 1, chain 424242, of 0x[0-9a-fA-F]{40}\. Ctrl-C ends it\.$/m);
    expect(stdout).to.match(
      /^batch 1 {2}blocks 1 to \d+ {2}COMMITTED {2}state root 0x[0-9a-f]{64} {2}checked$/m,
    );
    expect(stdout).to.match(/^batch \d+ {2}and all before it {2}FINAL$/m);
    const [, last] = /^block\s+(\d+)$/m.exec(stdout)!;
    const [, root] = /^stateRoot\s+(0x[0-9a-f]{64})$/m.exec(stdout)!;
    expect(BigInt(last!) >= block).to.equal(true);
    expect(root).to.equal(node.chain.byNumber(BigInt(last!))?.header.stateRoot);
  });

  it("goes on behind what is FINAL, and writes one document with --json", async () => {
    const { stdout, exitCode } = await follow({ json: true });
    expect(exitCode).to.equal(undefined);
    const { steps = [], finalBlock } = JSON.parse(stdout) as {
      steps?: { batch: string; firstBlock?: string }[];
      finalBlock: string;
    };
    expect(Number(finalBlock)).to.be.at.least(1);
    expect(steps.every(({ batch }) => Number(batch) > 1)).to.equal(true);
  });

  it("refuses another rollup than the one it is told", async () => {
    const { stderr, exitCode } = await follow({ rollup: `0x${"ab".repeat(20)}` });
    expect(exitCode).to.be.greaterThan(0);
    expect(stderr).to.match(/^ROLLUP_DEPLOYMENT_DIFFERS: .*0x(ab){20}/m);
  });
});
