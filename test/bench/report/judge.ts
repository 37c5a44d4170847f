import { expect } from "chai";
import { judge } from "../../../bench/report/judge.js";

describe("bench > judge", () => {
  const figure = { case: "mint", metric: "ours", unit: "gas", value: 100 };

  it("leaves a figure without a yardstick as it is", () => {
    expect(judge(figure, {})).to.deep.equal(figure);
  });

  it("divides by the reference, to three digits", () => {
    const reference = { name: "theirs", value: 300 };
    expect(judge(figure, { reference })).to.deep.equal({ ...figure, reference, ratio: 0.333 });
  });

  it("meets a target it reaches exactly, and none below", () => {
    expect(judge(figure, { target: 100 }).met).to.equal(true);
    expect(judge(figure, { target: 99 })).to.deep.equal({ ...figure, target: 99, met: false });
  });

  it("meets a least value from it upwards", () => {
    expect(judge(figure, { atLeast: 100 })).to.deep.equal({
      ...figure,
      target: 100,
      bound: "least",
      met: true,
    });
    expect(judge(figure, { atLeast: 101 }).met).to.equal(false);
  });
});
