import { zeroHash } from "@muniment/protocol";
import { expect } from "chai";
import { CommitThread } from "../../../packages/executor/src/pipeline/CommitThread.js";
import { SharedHashes } from "../../../packages/executor/src/pipeline/SharedHashes.js";

/** The error that a promise is rejected with. */
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("executor > pipeline > CommitThread", () => {
  it("gives whoever waits, and whoever asks later, COMMIT_THREAD_FAILED with what went wrong", async () => {
    const thread = new CommitThread({
      hashes: new SharedHashes().buffer,
      parentNumber: 0n,
      parentHash: zeroHash,
    });
    await thread.ready();
    const malformed = Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0);
    const waiting = [thread.load(malformed), thread.load(new Uint8Array())].map(failureOf);
    for (const error of await Promise.all(waiting)) {
      expect(error).to.have.property("code", "COMMIT_THREAD_FAILED");
      expect(error).to.have.property("message").that.includes("The 8 bytes");
    }
    expect(await failureOf(thread.load(new Uint8Array()))).to.have.property("code", "COMMIT_THREAD_FAILED");
    expect(await failureOf(thread.close())).to.have.property("code", "COMMIT_THREAD_FAILED");
    await thread.close();
  });

  it("answers empty records with the empty tree's root, and ends when it is closed", async () => {
    const hashes = new SharedHashes();
    const thread = new CommitThread({ hashes: hashes.buffer, parentNumber: 7n, parentHash: zeroHash });
    await thread.ready();
    expect(hashes.isTold(7n)).to.equal(true);
    expect(hashes.isTold(8n)).to.equal(false);
    await thread.load(new Uint8Array());
    expect(await thread.root()).to.equal(zeroHash);
    await thread.close();
  });
});
