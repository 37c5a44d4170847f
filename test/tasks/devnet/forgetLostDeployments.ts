import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { forgetLostDeployments } from "../../../tasks/devnet/forgetLostDeployments.js";

describe("devnet > forgetLostDeployments", () => {
  it("removes the journals of processes that are gone, and no others", async () => {
    const gone = spawn(process.execPath, ["-e", ""]);
    await once(gone, "exit");
    const folder = await mkdtemp(join(tmpdir(), "muniment-ignition-"));
    const [lost, mine] = [String(gone.pid), String(process.pid)];
    const kept = [`devnet-l1-${mine}`, `start-${mine}`, "rollup-1-1", `chain-${lost}`];
    const removed = [`devnet-l1-${lost}`, `devnet-l2-${lost}`, `start-${lost}`];
    for (const name of [...kept, ...removed])
      await mkdir(join(folder, "deployments", name), { recursive: true });
    expect((await forgetLostDeployments(folder)).toSorted()).to.deep.equal(removed.toSorted());
    expect((await readdir(join(folder, "deployments"))).toSorted()).to.deep.equal(kept.toSorted());
    await rm(folder, { recursive: true });
    expect(await forgetLostDeployments(folder)).to.deep.equal([]);
  });
});
