import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { expect } from "chai";
import { startWorker } from "../../../packages/executor/src/index.js";

const module = new URL("../../helpers/threadTasks.ts", import.meta.url);

describe("startWorker", () => {
  it("SIG-18: runs a function of a TypeScript module with what it was given, and ends", async () => {
    const shared = new SharedArrayBuffer(1);
    const worker = startWorker({ module, run: "answer", data: { shared, text: "abc" } });
    const ended = once(worker, "exit");
    expect(await once(worker, "message")).to.deep.equal(["0x616263"]);
    expect(new Uint8Array(shared)[0]).to.equal(7);
    expect(await ended).to.deep.equal([0]);
  });

  it("SIG-18: gives what the function throws as the worker's error", async () => {
    const worker = startWorker({ module, run: "failLater", data: undefined });
    const [error] = (await once(worker, "error")) as [unknown];
    expect(error).to.be.instanceOf(RangeError).with.property("message", "failed on purpose");
  });

  it("SIG-18: gives an error when there is no such module or function", async () => {
    for (const [url, run] of [
      [new URL("./nowhere.ts", import.meta.url), "answer"],
      [module, "nothing"],
    ] as const) {
      const [error] = (await once(startWorker({ module: url, run, data: 0 }), "error")) as [unknown];
      expect(error).to.be.instanceOf(Error);
    }
  });

  it("SIG-18: needs no loader in the program that starts it", () => {
    const start = new URL("../../../packages/executor/src/workers/startWorker.ts", import.meta.url);
    const script = `import { startWorker } from ${JSON.stringify(start.href)};
      const data = { shared: new SharedArrayBuffer(1), text: "plain" };
      startWorker({ module: new URL(${JSON.stringify(module.href)}), run: "answer", data })
        .on("message", (message) => console.log(message));`;
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
      encoding: "utf8",
      env: { ...process.env, NODE_OPTIONS: "" },
    });
    expect(stdout).to.equal("0x706c61696e\n");
  });
});
