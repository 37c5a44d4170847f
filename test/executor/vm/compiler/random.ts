import { expect } from "chai";
import { standardLimits } from "../../../../packages/executor/src/vm/compiler/compileContract.js";
import { generator } from "../runtime/helpers/program.js";
import { Machine } from "./helpers/machine.js";
import { randomBytes, randomProgram } from "./helpers/randomProgram.js";

const SEED = 0x5eedn;
const PROGRAMS = 300;

/** What the compiler may follow: all, hardly anything, nothing with facts; handing over soon, or cutting everywhere. */
const limits = {
  standard: standardLimits,
  "few jumps followed": { ...standardLimits, operations: 25 },
  "no facts": { ...standardLimits, variants: 0 },
  "short functions": { ...standardLimits, variants: 1, operationsPerFunction: 15 },
  "cut everywhere": { ...standardLimits, bytesPerFunction: 200 },
  "handed over": { ...standardLimits, operations: 50, bytes: 1000 },
} as const;

describe("executor compiler: random programs, interpreted and compiled", () => {
  for (const rules of [
    { kind: "ethereum", fork: "osaka" },
    { kind: "ethereum", fork: "cancun" },
    { kind: "muniment" },
  ] as const) {
    for (const [name, chosen] of Object.entries(limits)) {
      it(`VM-31: leave the same status, gas, output, receipts and changes: ${rules.kind}, ${name}`, () => {
        const interpreted = new Machine("interpreted", rules);
        const compiled = new Machine("compiled", rules, chosen);
        const random = generator(SEED + BigInt(name.length));
        const ends = { returned: 0, reverted: 0, halted: 0 };
        for (let index = 0; index < PROGRAMS; index++) {
          for (const make of [randomProgram, randomBytes]) {
            const code = make(random);
            const isPoor = random(8) === 0;
            const data = Uint8Array.from({ length: isPoor ? 0 : random(100) }, () => random(256));
            const program = {
              code,
              data,
              gas: BigInt(isPoor ? random(4000) : 1_000_000),
              value: BigInt(random(3)),
            };
            const expected = interpreted.run(program);
            const hint = `seed ${SEED}, program ${index}: ${Buffer.from(code).toString("hex")}, gas ${program.gas}`;
            expect(compiled.run(program), hint).to.deep.equal(expected);
            expect(compiled.interpretations(code), `compiled: ${hint}`).to.equal(0);
            ends[expected.status]++;
          }
        }
        // Otherwise the test would compare halts and nothing else.
        expect(ends.returned, JSON.stringify(ends)).to.be.greaterThan(PROGRAMS / 5);
        expect(ends.reverted, JSON.stringify(ends)).to.be.greaterThan(PROGRAMS / 50);
      });
    }
  }
});
