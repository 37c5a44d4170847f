import { expect } from "chai";
import { concat, keccak256 } from "ethers";
import { network } from "hardhat";
import type { BatchHeader, Hex } from "@muniment/protocol";
import { batchDigest } from "@muniment/protocol";
import type { Sidecar } from "../helpers/blobCommits.js";
import { commitWithBlobs, nameSigningCommitter, sidecars } from "../helpers/blobCommits.js";
import { lane } from "../helpers/deployL1.js";
import { fixturesOfL1 } from "../helpers/fixturesOfL1.js";
import { nextHeader } from "../helpers/headers.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const fixtures = fixturesOfL1(connection);
const [one, first, second] = sidecars;

const hashOfBlobs = (blobs: readonly Sidecar[]): Hex =>
  keccak256(concat(blobs.map(({ versionedHash }) => versionedHash))) as Hex;

/** Header of a batch behind the genesis whose data are blobs. */
const headerOf = (genesis: BatchHeader, claimed: readonly Sidecar[], blobs = claimed.length): BatchHeader =>
  nextHeader(genesis, { dataKind: 0, blobs, dataSize: 60, dataHash: hashOfBlobs(claimed) });

describe("Rollup > commitBatch, blobs", () => {
  it("ROLLUP-9: takes the blobs that its transaction carries", async () => {
    const l1 = await fixtures.development();
    await nameSigningCommitter(l1);
    const single = headerOf(l1.genesis, [one]);
    await commitWithBlobs(l1, single, l1.genesis, [one]);
    const double = headerOf(single, [first, second]);
    const sent = await commitWithBlobs(l1, double, single, [first, second]);
    expect((await sent.wait())?.type).to.equal(3);
    expect(await l1.rollup.digestOf(lane, 2n)).to.equal(batchDigest(double));
  });

  const refusals = [
    ["one more than it counts", [first], [first, second], "RollupBlobsMismatch", [1n, 2n]],
    ["one fewer than it counts", [first, second], [first], "RollupDataMissing", [1n]],
    [
      "them in another order",
      [second, first],
      [first, second],
      "RollupDataHashMismatch",
      [hashOfBlobs([first, second]), hashOfBlobs([second, first])],
    ],
    [
      "another one",
      [second],
      [first],
      "RollupDataHashMismatch",
      [hashOfBlobs([first]), hashOfBlobs([second])],
    ],
  ] as const;
  for (const [what, claimed, carried, error, values] of refusals) {
    it(`ROLLUP-9, attack 5: is refused when its transaction carries ${what}`, async () => {
      const l1 = await fixtures.development();
      await nameSigningCommitter(l1);
      await expect(commitWithBlobs(l1, headerOf(l1.genesis, claimed), l1.genesis, carried))
        .to.be.revertedWithCustomError(l1.rollup, error)
        .withArgs(...values);
    });
  }

  it("ROLLUP-9: a batch of calldata takes no blob", async () => {
    const l1 = await fixtures.development();
    await nameSigningCommitter(l1);
    await commitWithBlobs(l1, nextHeader(l1.genesis), l1.genesis, [one]);
    const header = { ...nextHeader(nextHeader(l1.genesis)), blobs: 1 };
    await expect(commitWithBlobs(l1, header, nextHeader(l1.genesis), [one]))
      .to.be.revertedWithCustomError(l1.rollup, "RollupBlobsMismatch")
      .withArgs(1n, 0n);
  });
});
