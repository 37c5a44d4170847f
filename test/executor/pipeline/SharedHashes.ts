import { Worker } from "node:worker_threads";
import { expect } from "chai";
import { SharedHashes } from "../../../packages/executor/src/pipeline/SharedHashes.js";

describe("executor > pipeline > SharedHashes", () => {
  it("gives the hashes of the last blocks, whatever their size", () => {
    const hashes = new SharedHashes();
    const other = new SharedHashes(hashes.buffer);
    for (let number = 0n; number < 40n; number++) {
      expect(other.isTold(number)).to.equal(false);
      const hash = (number + 1n) << 250n;
      hashes.tell(number, BigInt.asUintN(256, hash + number));
      expect(other.await(number)).to.equal(BigInt.asUintN(256, hash + number));
    }
  });

  it("COMMIT_THREAD_FAILED: wakes who waits when no hash will come", () => {
    const hashes = new SharedHashes();
    hashes.tell(0n, 1n);
    hashes.fail();
    expect(hashes.await(0n)).to.equal(1n);
    expect(() => hashes.await(1n))
      .to.throw()
      .with.property("code", "COMMIT_THREAD_FAILED");
  });

  it("lets a thread wait for a hash that another tells later", async () => {
    const hashes = new SharedHashes();
    // The other side in plain JavaScript: it sleeps, then writes what `tell` writes.
    const script = `
      const { workerData } = require("node:worker_threads");
      setTimeout(() => {
        new BigUint64Array(workerData, 16)[0] = 7n;
        Atomics.store(new BigInt64Array(workerData, 0, 1), 0, 1n);
        const latest = new Int32Array(workerData, 8, 1);
        Atomics.add(latest, 0, 1);
        Atomics.notify(latest, 0);
      }, 50);`;
    const worker = new Worker(script, { eval: true, workerData: hashes.buffer, execArgv: [] });
    expect(hashes.await(0n)).to.equal(7n);
    await worker.terminate();
  });
});
