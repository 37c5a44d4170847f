import { expect } from "chai";
import { toRows } from "../../../bench/report/toRows.js";

describe("bench > toRows", () => {
  it("shows every figure of a judged result", () => {
    const result = {
      case: "mint",
      metric: "ours",
      unit: "gas",
      value: 65_000,
      reference: { name: "theirs", value: 100_000 },
      ratio: 0.65,
      target: 65_000,
      met: true,
    };
    expect(toRows([result])).to.deep.equal([
      {
        case: "mint",
        metric: "ours",
        unit: "gas",
        value: "65,000",
        reference: "100,000",
        ratio: "0.650",
        "target <=": "65,000",
        met: "yes",
        note: "",
      },
    ]);
  });

  it("makes a missed target and a missing figure visible", () => {
    const figure = { case: "mint", metric: "ours", unit: "gas" };
    const [missed, missing] = toRows([
      { ...figure, value: 2, target: 1, met: false },
      { ...figure, value: null, note: "failed: reverted" },
    ]);
    expect(missed).to.include({ value: "2", met: "NO" });
    expect(missing).to.include({ value: "", ratio: "", met: "", note: "failed: reverted" });
  });

  it("shows least values in a column of their own, where there are any", () => {
    const figure = { case: "mint", metric: "ours", unit: "tx/s" };
    const [least, most] = toRows([
      { ...figure, value: 2, target: 1, bound: "least", met: true },
      { ...figure, value: 2, target: 3, met: true },
    ]);
    expect(least).to.include({ "target <=": "", "target >=": "1", met: "yes" });
    expect(most).to.include({ "target <=": "3", "target >=": "", met: "yes" });
  });
});
