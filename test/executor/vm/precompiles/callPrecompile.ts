import { expect } from "chai";
import { callPrecompile } from "../../../../packages/executor/src/vm/precompiles/callPrecompile.js";
import { isPrecompile } from "../../../../packages/executor/src/vm/precompiles/isPrecompile.js";
import { precompiles } from "../../../../packages/executor/src/vm/precompiles/precompiles.js";
import { referenceAddresses } from "./helpers/referenceAddresses.js";

describe("executor > precompiles > callPrecompile", () => {
  for (const fork of ["cancun", "prague", "osaka"] as const) {
    it(`PRECOMPILE-1: ${fork} has the contracts that the reference has`, () => {
      const addresses = Array.from({ length: 0x400 }, (_, address) => address);
      expect(addresses.filter((address) => isPrecompile(address, fork))).to.deep.equal(
        referenceAddresses(fork),
      );
    });
  }

  it("PRECOMPILE-1: every contract of a fork is in the table, and the table has no other", () => {
    for (const address of precompiles.keys()) expect(isPrecompile(address, "osaka")).to.equal(true);
    expect(precompiles.size).to.equal(18);
  });

  it("PRECOMPILE-1: a call at any other address, or of a later fork's contract, fails", () => {
    const given = { input: new Uint8Array(0), gas: 1e9 };
    for (const address of [0, 0x12, 0xff, 0x101, 2 ** 40, -1, 1.5]) {
      expect(callPrecompile({ ...given, address, fork: "osaka" })).to.equal(undefined);
    }
    expect(callPrecompile({ ...given, address: 0x0b, fork: "cancun" })).to.equal(undefined);
    expect(callPrecompile({ ...given, address: 0x100, fork: "prague" })).to.equal(undefined);
  });

  it("PRECOMPILE-2: a call that cannot pay fails, whatever its contract", () => {
    for (const address of precompiles.keys()) {
      const input = new Uint8Array(address === 0x09 ? 213 : 384).fill(address === 0x09 ? 1 : 0);
      expect(callPrecompile({ address, input, gas: 0, fork: "osaka" }), String(address)).to.equal(undefined);
    }
  });
});
