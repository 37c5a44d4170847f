import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { expect } from "chai";
import { z } from "zod";

const manifest = z.object({ devDependencies: z.object({ node: z.string() }) });
const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
const { node: pinned } = manifest.parse(JSON.parse(text)).devDependencies;

describe("setup > Node.js", () => {
  it("runs the pinned version here, in child processes and in workers", async () => {
    expect(process.versions.node).to.equal(pinned);
    expect(execFileSync("node", ["--version"], { encoding: "utf8" }).trim()).to.equal(`v${pinned}`);
    const worker = new Worker("require('worker_threads').parentPort.postMessage(process.versions.node)", {
      eval: true,
    });
    const version = await new Promise((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
    });
    expect(version).to.equal(pinned);
  });
});
