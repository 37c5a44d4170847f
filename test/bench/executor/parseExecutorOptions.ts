import { expect } from "chai";
import { parseBenchArguments } from "../../../bench/cli/parseBenchArguments.js";
import { executorOptions, parseExecutorOptions } from "../../../bench/executor/parseExecutorOptions.js";
import { caught } from "../../helpers/caught.js";

const parse = (...args: readonly string[]) =>
  parseExecutorOptions(parseBenchArguments(["executor", ...args], executorOptions).own ?? {});

describe("bench > executor > parseExecutorOptions", () => {
  it("has usual sizes, and small ones for a quick look", () => {
    expect(parse()).to.deep.equal({
      ...{ workloads: [], transactions: 100_000, accounts: 100_000, sizes: [], seed: 1 },
      ...{ isInterpreted: false, isRecorded: false, systemLibraryPath: undefined },
    });
    expect(parse("--quick")).to.include({ transactions: 8000, accounts: 10_000 });
    expect(parse("--quick", "--accounts", "20k")).to.include({ transactions: 8000, accounts: 20_000 });
  });

  it("reads every option", () => {
    const args = ["--workload", "amm", "--workload", "native", "--transactions", "2k", "--accounts", "1M"];
    const more = [
      "--sizes",
      "10k,1M",
      "--seed",
      "9",
      "--interpreted",
      "--record",
      "--system-library",
      "a.so",
    ];
    expect(parse(...args, ...more)).to.deep.equal({
      ...{
        workloads: ["amm", "native"],
        transactions: 2000,
        accounts: 1_000_000,
        sizes: [10_000, 1_000_000],
      },
      ...{ seed: 9, isInterpreted: true, isRecorded: true, systemLibraryPath: "a.so" },
    });
    expect(parse("--sizes", "all").sizes).to.deep.equal([10_000, 100_000, 1_000_000, 10_000_000]);
  });

  for (const [option, value] of [
    ["--transactions", "999"],
    ["--transactions", "many"],
    ["--accounts", "1.5k"],
    ["--accounts", "-5"],
    ["--sizes", "10k,few"],
    ["--seed", "99999999999"],
  ] as const) {
    it(`refuses ${option} ${value}`, () => {
      expect(caught(() => parse(`${option}=${value}`)).code).to.equal("ARGUMENT_INVALID");
    });
  }
});
