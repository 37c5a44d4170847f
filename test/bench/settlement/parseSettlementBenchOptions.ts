import { expect } from "chai";
import { parseBenchArguments } from "../../../bench/cli/parseBenchArguments.js";
import {
  parseSettlementBenchOptions,
  settlementBenchOptions,
} from "../../../bench/settlement/parseSettlementBenchOptions.js";

const parse = (...args: readonly string[]) =>
  parseSettlementBenchOptions(parseBenchArguments(["settlement", ...args], settlementBenchOptions).own ?? {});

describe("bench > settlement > parseSettlementBenchOptions", () => {
  it("has all circuits, and small ones for a quick look", () => {
    expect(parse()).to.deep.equal({ sizes: [2, 8, 24], isRecorded: false });
    expect(parse("--quick", "--record")).to.deep.equal({ sizes: [2, 8], isRecorded: true });
  });
});
