import { BlockRange } from "@muniment/derivation";
import { expect } from "chai";

describe("BlockRange", () => {
  it("asks for as many blocks as may be, up to the head", () => {
    const range = new BlockRange();
    expect([range.endFrom(1n, 5_000n), range.endFrom(1n, 9n)]).to.deep.equal([1_000n, 9n]);
  });

  it("asks for fewer when a node refuses, and for more again when it answers", () => {
    const range = new BlockRange(100n);
    const ends: bigint[] = [];
    // A node that was down for a while, and then takes at most 60 blocks.
    expect(range.refused(1n, 100n)).to.equal(true);
    expect(range.refused(1n, 50n)).to.equal(true);
    for (let reading = 0; reading < 20; reading++) {
      const end = range.endFrom(1n, 10_000n);
      ends.push(end);
      if (end > 60n) range.refused(1n, end);
      else range.answered(1n, end);
    }
    expect(ends[0]).to.equal(25n);
    expect(ends.filter((end) => end > 50n).length).to.be.at.least(4);
    expect(Math.max(...ends.map(Number))).to.be.at.most(75);
    for (let reading = 0; reading < 20; reading++) range.answered(1n, range.endFrom(1n, 10_000n));
    expect(range.endFrom(1n, 10_000n)).to.equal(100n);
  });

  it("does not grow by an answer about fewer blocks than it asks for, nor fall below one", () => {
    const range = new BlockRange(8n);
    expect(range.refused(1n, 2n)).to.equal(true);
    expect(range.refused(1n, 1n)).to.equal(false);
    expect(range.endFrom(1n, 9n)).to.equal(1n);
    range.answered(5n, 4n);
    expect(range.endFrom(1n, 9n)).to.equal(1n);
    range.answered(1n, 1n);
    expect(range.endFrom(1n, 9n)).to.equal(2n);
  });
});
