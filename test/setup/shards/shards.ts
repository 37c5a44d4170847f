import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect } from "chai";

const { resolve } = createRequire(import.meta.url);
const hardhat = join(dirname(resolve("hardhat/package.json")), "dist/src/cli.js");

const config = "test/setup/shards/fixtures/hardhat.config.ts";
// Where this process has its own loader for TypeScript, Hardhat must not come to a second one.
const { NODE_OPTIONS: _options, ...env } = process.env;
const words = ["test", "--no-compile", "--shards", "2"];

describe("setup > shards", function () {
  let folder: string;

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "muniment-shards-"))));

  afterEach(() => rmSync(folder, { recursive: true }));

  /** Starts `hardhat test` on the files of a folder of `fixtures`, a shard for each. */
  const start = (
    files: string,
  ): { child: ChildProcess; output: () => string; code: Promise<number | null> } => {
    const child = spawn(process.execPath, [hardhat, "--config", config, ...words], {
      env: { ...env, SHARDS_FIXTURE: files, SHARDS_PIDS: folder },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    }
    const code = new Promise<number | null>((end) => child.once("close", end));
    return { child, output: () => output, code };
  };

  it("end with the sum of their counts, what they could not run, and exit code 0", async () => {
    const { output, code } = start("good");
    expect(await code, output()).to.equal(0);
    expect(output()).to.match(/\n3 passed, 0 failed; not run: what this machine has not\n/);
    // The report of each is in one piece.
    expect(output()).to.match(/ first\n.*adds\n.*multiplies\n\s+2 passing/);
    expect(output()).to.match(/ second\n.*divides\n\s+1 passing/);
  });

  it("fail the run when a test fails or a process ends early, were its exit code 0", async () => {
    const { output, code } = start("broken");
    expect(await code, output()).to.equal(1);
    expect(output()).to.match(/\n1 passed, 2 failed\n/);
    expect(output()).to.match(/mocha: shard 1 ended with exit code 0 before its tests had: 1 of its 1 files/);
    expect(output()).to.match(
      /failures of all shards\n\n {2}1\) fails\n.*how two texts differ:\n[^]*-ours\n/,
    );
  });

  for (const signal of ["SIGINT", "SIGKILL"] as const) {
    it(`end with the process that started them: ${signal}`, async () => {
      const { child, output, code } = start("endless");
      await until(() => readdirSync(folder).length === 2);
      const shards = readdirSync(folder).map(Number);
      expect(shards.every(runs), output()).to.equal(true);
      child.kill(signal);
      expect(await code).to.equal(signal === "SIGINT" ? 130 : null);
      if (signal === "SIGINT") expect(output()).to.match(/mocha: ended by SIGINT\n/);
      await until(() => !shards.some(runs));
    });
  }
});

/** Whether a process runs. */
function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Other processes cannot be waited for, only looked at; Mocha's time limit ends this. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(50);
}
