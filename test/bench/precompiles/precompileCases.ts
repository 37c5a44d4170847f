import { expect } from "chai";
import { precompileCases } from "../../../bench/precompiles/precompileCases.js";
import { callPrecompile } from "../../../packages/executor/src/vm/precompiles/callPrecompile.js";
import { precompiles } from "../../../packages/executor/src/vm/precompiles/precompiles.js";
import { bounds } from "../../../packages/protocol/src/index.js";

describe("bench > precompiles > precompileCases", () => {
  const cases = precompileCases();

  it("has inputs for every contract, each with a name of its own", () => {
    expect(new Set(cases.map(({ address }) => address))).to.deep.equal(new Set(precompiles.keys()));
    expect(new Set(cases.map(({ name }) => name)).size).to.equal(cases.length);
  });

  it("asks for work that is done: every call is within the chain's bound, succeeds and answers", () => {
    for (const { name, address, input } of cases) {
      const result = callPrecompile({ address, input, gas: bounds.precompileGas, fork: "osaka" });
      expect(result, name).to.not.equal(undefined);
      // The pairings are of points that have nothing to do with each other: their product is not one.
      const isZero = name === "0x04 identity, empty" || name.includes("pairing");
      expect(
        result!.output.some((byte) => byte !== 0),
        name,
      ).to.equal(!isZero);
    }
  });
});
