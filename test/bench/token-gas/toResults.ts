import { expect } from "chai";
import { cases } from "../../../bench/token-gas/cases.js";
import { toResults } from "../../../bench/token-gas/toResults.js";

const column = { name: "onchainid", evidence: "onchainid", cached: false } as const;
const transfer = cases.find(({ name }) => name === "transfer, 1 topic")!;
const batch = cases.find(({ parts }) => parts > 1)!;

describe("bench > toResults", () => {
  it("compares both figures", () => {
    const results = toResults(transfer, column, { ours: { gas: 120 }, theirs: { gas: 200 }, reference: "T" });
    expect(results).to.deep.equal([
      {
        case: "transfer, 1 topic",
        metric: "onchainid",
        unit: "gas",
        value: 120,
        reference: { name: "T", value: 200 },
        ratio: 0.6,
        target: 130,
        met: true,
      },
    ]);
  });

  it("shows a batch as a whole and per transfer", () => {
    const results = toResults(batch, column, {
      ours: { gas: 3_000 },
      theirs: { gas: 4_000 },
      reference: "T",
    });
    expect(results.map(({ unit, value, target, met }) => [unit, value, target, met])).to.deep.equal([
      ["gas", 3_000, 2_600, false],
      ["gas per transfer", 150, 130, false],
    ]);
  });

  it("keeps the reference's figure beside what failed", () => {
    const ours = { note: "failed: reverted" };
    expect(toResults(transfer, column, { ours, theirs: { gas: 200 }, reference: "T" })).to.deep.equal([
      {
        case: "transfer, 1 topic",
        metric: "onchainid",
        unit: "gas",
        value: null,
        reference: { name: "T", value: 200 },
        note: "failed: reverted",
      },
    ]);
  });

  it("says why there is no reference", () => {
    const theirs = { note: "failed: reverted" };
    const [result] = toResults(transfer, column, { ours: { gas: 1 }, theirs, reference: "T" });
    expect(result).to.deep.equal({
      case: "transfer, 1 topic",
      metric: "onchainid",
      unit: "gas",
      value: 1,
      note: "failed: reverted",
    });
  });
});
