import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { smallCapacity } from "@muniment/executor";
import { isProtocolError, type Hex } from "@muniment/protocol";
import { expect } from "chai";
import { network } from "hardhat";

import { followLane } from "../../../tasks/rollup/followLane.js";
import { lane } from "../../L1/helpers/deployL1.js";
import { noArchive } from "../../derivation/helpers/follow.js";
import { RealLane } from "../../derivation/helpers/RealLane.js";
import { allocations } from "../../executor/batches/helpers/lane.js";
import { chainId, other, signed } from "../../executor/transition/helpers/chain.js";
import { RecordedOutput } from "../../helpers/RecordedOutput.js";

const connection = await network.create({ network: "l1", chainType: "l1" });

const send = (nonce: number) => ({
  blocks: [{ transactions: [signed({ to: other.address, value: 1n, nonce })] }],
});

describe("rollup follow > followLane", () => {
  let real: RealLane;
  let directory: string;
  beforeEach(async () => {
    real = await RealLane.open(connection);
    directory = mkdtempSync(join(tmpdir(), "muniment-follow-"));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const follow = async (
    output: RecordedOutput,
    isOnce: boolean,
    stopped = new Promise<void>(() => undefined),
  ) => {
    const { header, block } = real.genesisOfReplica;
    return followLane({
      options: {
        ...{ lane: Number(lane), chainId, l1: connection.ethers.provider, archive: noArchive, directory },
        contracts: { rollup: real.rollup, queue: real.queue },
        ...{ fromBlock: real.deployedAt, confirmations: 0, pollInterval: 20, capacity: smallCapacity },
        genesis: { header, block, allocations },
      },
      ...{ output, isOnce, stopped },
    });
  };

  it("NODE-20: shows each batch with its level and state root, and ends at L1's head when it is asked to", async () => {
    await real.produce(send(0));
    const first = real.replica.header.stateRoot;
    await real.produce(send(1));
    const output = new RecordedOutput();
    const place = await follow(output, true);
    const second = real.replica.header.stateRoot;
    expect(place.index).to.equal(2n);
    expect(place.stateRoot).to.equal(second);
    expect(output.lines).to.deep.equal([
      `batch 1  blocks 1 to 1  COMMITTED  state root ${first}  checked`,
      `batch 2  blocks 2 to 2  COMMITTED  state root ${second}  checked`,
    ]);
    expect(
      output.rows("steps").map(({ batch, level, stateRoot }) => [batch, level, stateRoot]),
    ).to.deep.equal([
      [1n, "COMMITTED", first],
      [2n, "COMMITTED", second],
    ]);
  });

  it("ends without an error when it is stopped", async () => {
    await real.produce(send(0));
    const output = new RecordedOutput();
    let stop: () => void = () => undefined;
    const stopped = new Promise<void>((resolve) => (stop = resolve));
    const following = follow(output, false, stopped);
    while (output.lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    stop();
    expect((await following).index).to.equal(1n);
  });

  it("NODE-20: ends at the first difference, which it names", async () => {
    const wrong: Hex = `0x${"ab".repeat(32)}`;
    await real.produce(send(0));
    await real.produce({ ...send(1), change: { stateRoot: wrong } });
    const output = new RecordedOutput();
    const error: unknown = await follow(output, false).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!isProtocolError(error)) throw new TypeError("there was no difference");
    expect(error.code).to.equal("BATCH_OUTPUT_WRONG");
    expect(error.exitCode).to.not.equal(0);
    expect(error.context).to.deep.include({ index: 2n, field: "stateRoot", actual: wrong });
    expect(output.lines).to.have.length(1);
  });
});
