import { expect } from "chai";
import { choose } from "../../../bench/cli/choose.js";
import { caught } from "../../helpers/caught.js";

describe("bench > choose", () => {
  const items = [{ name: "first" }, { name: "second" }, { name: "third" }];

  it("takes all when none is named", () => {
    expect(choose(items, [], "--case")).to.deep.equal(items);
  });

  it("keeps the order of the list", () => {
    expect(choose(items, ["third", "first"], "--case")).to.deep.equal([items[0], items[2]]);
  });

  it("refuses a name the list has not", () => {
    expect(caught(() => choose(items, ["first", "fourth"], "--case")).code).to.equal("ARGUMENT_INVALID");
  });
});
