import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkData, DirectoryArchive, L1Client } from "@muniment/derivation";
import { encodeBatchHeader, packBlobs } from "@muniment/protocol";
import { expect } from "chai";
import { parseEther, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { commitArguments } from "../../L1/helpers/batches.js";
import { other, signed } from "../../executor/transition/helpers/chain.js";
import { caught } from "../../helpers/caught.js";
import { rejected } from "../../helpers/rejected.js";
import { follow } from "../helpers/follow.js";
import { type MadeBatch, RealLane } from "../helpers/RealLane.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers, ethers } = connection;

const openLane = () => RealLane.open(connection);
const transactions = [signed({ to: other.address, nonce: 0, value: 3n })];

/** An empty lane whose committer is a contract, and a batch that it has not committed. */
async function contractLane() {
  const real = await networkHelpers.loadFixture(openLane);
  real.undoTo(0n);
  const { rollup, actors } = real.l1;
  const forwarder = await ethers.deployContract("ForwarderMock", [ZeroAddress, "0x"]);
  await rollup.connect(actors.operator).grantRole(await rollup.COMMITTER_ROLE(), forwarder);
  const value = parseEther("2");
  await forwarder.forward(rollup, rollup.interface.encodeFunctionData("depositBond"), value, { value });
  return { real, forwarder, batch: await real.make({ blocks: [{ transactions }] }) };
}

function callOf(real: RealLane, { input: { header, parent, data } }: MadeBatch): string {
  return real.l1.rollup.interface.encodeFunctionData(
    "commitBatch",
    commitArguments(header, parent, { data }),
  );
}

describe("The data of a batch on L1", () => {
  it("NODE-20: are found in the input of a transaction to a contract that commits", async () => {
    const { real, forwarder, batch } = await contractLane();
    await forwarder.forward(real.l1.rollup, callOf(real, batch), 0n);
    const follower = real.newReplica();
    await follow(real, follower);
    expect(follower.header).to.deep.equal(batch.input.header);
  });

  it("NODE-20: are found by tracing, when a contract had them all along", async () => {
    const { real, forwarder, batch } = await contractLane();
    await forwarder.setCallBack(real.l1.rollup, callOf(real, batch));
    await real.l1.actors.anyone.sendTransaction({ to: forwarder, gasLimit: 5_000_000n });
    expect(await real.l1.rollup.lastBatch(1n)).to.equal(1n);
    const follower = real.newReplica();
    await follow(real, follower);
    expect(follower.header).to.deep.equal(batch.input.header);
  });

  it("BATCH_DATA_MISSING: are missing when the node does not trace", async () => {
    const { real, forwarder, batch } = await contractLane();
    await forwarder.setCallBack(real.l1.rollup, callOf(real, batch));
    await real.l1.actors.anyone.sendTransaction({ to: forwarder, gasLimit: 5_000_000n });
    const error = await rejected(
      follow(real, real.newReplica(), { l1: without(real, "debug_traceTransaction") }),
    );
    expect(error.code).to.equal("BATCH_DATA_MISSING");
    expect(error.context).to.include({ lane: 1, index: 1n });
  });

  it("BATCH_DATA_MISSING: are missing when the transaction is not there, or carries other blobs", async () => {
    const real = await networkHelpers.loadFixture(openLane);
    real.undoTo(0n);
    await real.produce({ blocks: [{ transactions }], as: "blobs" });
    for (const answer of [null, { hash: "0x", input: "0x", blobVersionedHashes: [] }]) {
      const l1 = answering(real, "eth_getTransactionByHash", answer);
      const error = await rejected(follow(real, real.newReplica(), { l1 }));
      expect(error.code).to.equal("BATCH_DATA_MISSING");
    }
  });

  it("BLOB_MISSING: a follower waits for an archive, and goes on where it stood", async () => {
    const real = await networkHelpers.loadFixture(openLane);
    real.undoTo(0n);
    const archive = new DirectoryArchive(mkdtempSync(join(tmpdir(), "muniment-blobs-")));
    const { blobs } = await real.produce({ blocks: [{ transactions }], as: "blobs" });
    const follower = real.newReplica();
    expect((await rejected(follow(real, follower, { archive }))).code).to.equal("BLOB_MISSING");
    for (const blob of blobs) await archive.put(blob);
    await follow(real, follower, { archive });
    expect(follower.header).to.deep.equal(real.replica.header);
  });
});

describe("checkData", () => {
  it("BATCH_DATA_WRONG: tells which field of the header does not fit", async () => {
    const real = await networkHelpers.loadFixture(openLane);
    real.undoTo(0n);
    const { input } = await real.make({ blocks: [{ transactions }] });
    real.undoTo(0n);
    const { input: inBlobs, blobs } = await real.make({ blocks: [{ transactions }], as: "blobs" });
    real.undoTo(0n);
    expect(encodeBatchHeader(input.header).length).to.equal(360);
    expect(checkData(input.header, { kind: "calldata", data: input.data })).to.deep.equal(input.data);
    expect(checkData(inBlobs.header, { kind: "blobs", blobs })).to.deep.equal(inBlobs.data);
    const flipped = input.data.slice();
    flipped[7]! ^= 4;
    const fields = [
      () => checkData(input.header, { kind: "blobs", blobs }),
      () => checkData(input.header, { kind: "calldata", data: input.data.subarray(1) }),
      () => checkData(input.header, { kind: "calldata", data: flipped }),
      () => checkData(inBlobs.header, { kind: "calldata", data: inBlobs.data }),
      () => checkData(inBlobs.header, { kind: "blobs", blobs: [...blobs, ...blobs] }),
      () => checkData(inBlobs.header, { kind: "blobs", blobs: packBlobs(flipped) }),
    ].map((run) => caught(run).context["field"]);
    expect(fields).to.deep.equal(["dataKind", "dataSize", "dataHash", "dataKind", "blobs", "dataHash"]);
  });
});

/** The real node, but for one method, which it does not have. */
function without(real: RealLane, method: string): L1Client {
  const { provider } = real.l1.connection.ethers;
  const send = (name: string, parameters: unknown[]) =>
    name === method ? Promise.reject(new TypeError("no such method")) : provider.send(name, parameters);
  return new L1Client({ send }, { attempts: 1 });
}

/** The real node, but for one method's answer. */
function answering(real: RealLane, method: string, answer: unknown): L1Client {
  const { provider } = real.l1.connection.ethers;
  const send = (name: string, parameters: unknown[]) =>
    name === method ? Promise.resolve(answer) : provider.send(name, parameters);
  return new L1Client({ send }, { attempts: 1 });
}
