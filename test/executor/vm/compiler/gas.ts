import { expect } from "chai";
import { assemble, push, returnStack } from "../runtime/helpers/program.js";
import { Machine } from "./helpers/machine.js";

/** Programs with effects, branches, memory that grows, loops and calls, each with the gas that is enough for it. */
const programs: Readonly<Record<string, Uint8Array>> = {
  arithmetic: assemble(push(7), push(9), 0x02, push(3), 0x0a, returnStack(1)),
  "exponent known at run time": assemble(0x36, push(300), 0x01, push(3), 0x0a, returnStack(1)),
  "storage twice": assemble(push(1), push(2), 0x55, push(2), 0x54, push(5), push(2), 0x55, returnStack(1)),
  "transient storage": assemble(push(1), push(2), 0x5d, push(2), 0x5c, returnStack(1)),
  "gas in between": assemble(0x5a, push(1), push(2), 0x01, 0x5a, 0x90, 0x50, returnStack(2)),
  "memory at an offset known at run time": assemble(
    push(1),
    0x36,
    push(500),
    0x01,
    0x52,
    0x59,
    returnStack(1),
  ),
  "log of memory": assemble(push(1), push(2), push(64), push(10), 0xa2, 0x5a, returnStack(1)),
  hash: assemble(push(100), push(3), 0x20, 0x36, push(40), 0x01, push(3), 0x20, returnStack(2)),
  copies: assemble(
    push(70),
    push(0),
    push(5),
    0x39,
    push(33),
    push(1),
    push(200),
    0x5e,
    0x59,
    returnStack(1),
  ),
  "a loop": assemble(push(5), 0x5b, push(1), 0x90, 0x03, 0x80, push(2), 0x57, returnStack(1)),
  "a branch on what is not known": assemble(0x36, push(7), 0x57, push(1), 0x50, 0x5b, 0x5a, returnStack(1)),
  "a revert": assemble(push(1), push(0), 0x55, push(32), push(0), 0xfd),
  "a call of an account without code": assemble(
    ...[0, 0, 0, 0, 1, 0xdead].map((n) => push(n)),
    0x5a,
    0xf1,
    0x5a,
    returnStack(2),
  ),
  "a creation": assemble(push(4), push(0), push(0), 0xf0, 0x5a, returnStack(2)),
  "self-destruction": assemble(push(0xbeef), 0xff),
};

const STEPS = 700;
const STIPEND = 2300n;

describe("executor compiler: gas", () => {
  const interpreted = new Machine("interpreted");
  const compiled = new Machine("compiled");

  for (const [name, code] of Object.entries(programs)) {
    it(`VM-32: ${name}, with every gas limit around what each instruction needs`, () => {
      const { gas: left, status } = interpreted.run({ code, gas: 200_000n });
      expect(status).to.not.equal("halted");
      const used = 200_000n - left;
      // All limits for small programs; for the others the last ones and a sample of those before.
      const limits = new Set<bigint>();
      for (let gas = 0n; gas <= used + 2n; gas += used < STEPS ? 1n : used / BigInt(STEPS) + 1n)
        limits.add(gas);
      for (let gas = used < 60n ? 0n : used - 60n; gas <= used + 2n; gas++) limits.add(gas);
      // SSTORE and a call's stipend ask for more than they use.
      for (let gas = used; gas <= used + STIPEND; gas += 23n) limits.add(gas);
      for (const gas of limits) {
        expect(compiled.run({ code, gas }), `gas ${gas}`).to.deep.equal(interpreted.run({ code, gas }));
      }
      expect(compiled.run({ code, gas: used + STIPEND }).status).to.equal(status);
      expect(compiled.interpretations(code)).to.equal(0);
    });
  }

  it("VM-32: the price of everything merged into one charge is the sum of its parts", () => {
    const code = assemble(
      ...Array.from({ length: 60 }, () => assemble(0x36, 0x80, 0x01, 0x50)),
      0x5a,
      returnStack(1),
    );
    expect(compiled.run({ code, gas: 10_000n })).to.deep.equal(interpreted.run({ code, gas: 10_000n }));
    expect(BigInt(`0x${compiled.run({ code, gas: 10_000n }).output}`)).to.equal(10_000n - 60n * 10n - 2n);
  });
});
