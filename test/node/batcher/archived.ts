import { isProtocolError } from "@muniment/protocol";
import { expect } from "chai";
import { network } from "hardhat";
import { sendMany } from "../helpers/laneFacts.js";
import { laneNode } from "../helpers/laneNode.js";

const connection = await network.create({ network: "l1", chainType: "l1" });

describe("node > batcher > archive", () => {
  it("NODE-17: a node that has forgotten blocks does not batch (LANE_NOT_ARCHIVED)", async () => {
    const pruned = { isArchive: false, snapshotEvery: 2, segmentBytes: 2_000 };
    let test = await laneNode(connection, { batcher: { greatestAge: 10 ** 9 }, node: pruned });
    let code = "it was opened";
    for (let round = 0; round < 6 && code === "it was opened"; round++) {
      await sendMany(test, 10);
      try {
        test = await test.restart();
      } catch (error) {
        code = isProtocolError(error) ? error.code : String(error);
      }
    }
    expect(code).to.equal("LANE_NOT_ARCHIVED");
    test.l1.destroy();
  });
});
