import { expect } from "chai";
import { parseBenchArguments } from "../../../bench/cli/parseBenchArguments.js";
import { caught } from "../../helpers/caught.js";

describe("bench > parseBenchArguments", () => {
  it("reads a name alone", () => {
    expect(parseBenchArguments(["token-gas"])).to.deep.equal({
      name: "token-gas",
      isJson: false,
      isStrict: false,
      cases: [],
      variants: [],
      profile: undefined,
    });
  });

  it("reads every option, and lists in order", () => {
    const args = [
      "--json",
      "token-gas",
      "--strict",
      "--case",
      "a, b",
      "--case",
      "c",
      "--variant",
      "v",
      "--profile",
      "p",
    ];
    expect(parseBenchArguments(args)).to.deep.equal({
      name: "token-gas",
      isJson: true,
      isStrict: true,
      cases: ["a, b", "c"],
      variants: ["v"],
      profile: "p",
    });
  });

  it("has no name when none is given", () => {
    expect(parseBenchArguments([]).name).to.equal(undefined);
  });

  for (const args of [
    ["token-gas", "--gas"],
    ["token-gas", "--case"],
    ["token-gas", "again"],
  ]) {
    it(`refuses ${args.join(" ")}`, () => {
      expect(caught(() => parseBenchArguments(args)).code).to.equal("ARGUMENT_INVALID");
    });
  }
});
