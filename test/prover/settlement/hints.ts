import { expect } from "chai";
import type { SourceEdit } from "../../helpers/settlement/executeLibrary.js";
import { executeLibrary } from "../../helpers/settlement/executeLibrary.js";

const order = `use settlement::order::low_bits;
fn main(value: Field, low: Field) {
    assert(low_bits(value) == low);
}
`;
const jurisdictions = `use settlement::jurisdictions::contains;
fn main(code: Field, word: Field, answer: bool) {
    assert(contains([word, 0, 0, 0], code) == answer);
}
`;
const modulus = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;
const limit = 1n << 248n;
const hex = (value: bigint) => `0x${value.toString(16)}`;

/** What the circuit says when the prover's own part is edited. */
async function refusal(
  main: string,
  inputs: Record<string, string | boolean>,
  edit: SourceEdit,
): Promise<string> {
  try {
    await executeLibrary(main, inputs, [edit]);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("Circuit execution failed")) return error.message;
    throw error;
  }
  return "the circuit accepts this";
}

/** What a circuit is told by the prover, and would have to believe if it were not held to one answer. */
describe("prover > settlement > hints", function () {
  this.timeout(120_000);
  const outOfRange = "Circuit execution failed: call to assert_max_bit_size";

  describe("low bits", () => {
    const split = (answer: string): SourceEdit => ({
      file: "order.nr",
      from: "(value - top * LIMIT, top)",
      to: answer,
    });

    it("SETTLE-24: takes the low bits of elements, the greatest and the smallest included", async () => {
      const values = [
        0n,
        5n,
        limit - 1n,
        limit,
        modulus - 1n,
        modulus - (modulus % limit),
        modulus - (modulus % limit) - 1n,
      ];
      const list = values.map(hex);
      await executeLibrary(
        `use settlement::order::low_bits;
fn main(values: [Field; ${String(list.length)}], low: [Field; ${String(list.length)}]) {
    for place in 0..${String(list.length)} {
        assert(low_bits(values[place]) == low[place]);
    }
}
`,
        { values: list, low: values.map((value) => hex(value % limit)) },
      );
    });

    it("SETTLE-24: refuses the low bits of the other form of an element, its sum with the modulus", async () => {
      const alias = split("(value + REST, TOP + 0 * top)");
      expect(await refusal(order, { value: hex(5n), low: hex((5n + modulus) % limit) }, alias)).to.equal(
        outOfRange,
      );
    });

    it("SETTLE-24: refuses parts that are too large", async () => {
      const whole = split("(value, 0 * top)");
      expect(await refusal(order, { value: hex(limit + 3n), low: hex(limit + 3n) }, whole)).to.equal(
        outOfRange,
      );
      const beyond = split("(value - 49 * LIMIT, 49 + 0 * top)");
      const low = hex((5n + modulus - ((49n * limit) % modulus)) % modulus);
      expect(await refusal(order, { value: hex(5n), low }, beyond)).to.equal(outOfRange);
    });

    it("SETTLE-24: refuses a highest part below zero, which would give a note a second nullifier", async () => {
      const below = split("(value + LIMIT, 0 * top - 1)");
      const greatest = { value: hex(modulus - 1n), low: hex(limit - 1n) };
      expect(await refusal(order, greatest, below)).to.equal(outOfRange);
    });

    it("SETTLE-24: refuses parts that do not make up the element", async () => {
      const other = split("(value - top * LIMIT + 1, top)");
      expect(await refusal(order, { value: hex(5n), low: hex(6n) }, other)).to.include(
        "Circuit execution failed",
      );
    });
  });

  describe("jurisdictions", () => {
    const word = hex((1n << 124n) + (1n << 130n) + 1n);

    it("SETTLE-36: says of each code whether it is in", async () => {
      for (const [code, answer] of [
        [124n, true],
        [125n, false],
        [130n, true],
      ] as const) {
        await executeLibrary(jurisdictions, { code: hex(code), word, answer });
      }
    });

    it("SETTLE-36: refuses a place beyond its half", async () => {
      // Code 125, which is in, as bit 125 of the first half, which has none.
      const edit = {
        file: "jurisdictions.nr",
        from: "let half = rest / HALF_BITS as u64;",
        to: "let half = 0;",
      };
      const offset = { from: "let offset = rest % HALF_BITS as u64;", to: "let offset = rest;" };
      const both = {
        file: edit.file,
        from: `${edit.from}\n    ${offset.from}`,
        to: `${edit.to}\n    ${offset.to}`,
      };
      expect(
        await refusal(jurisdictions, { code: hex(125n), word: hex(1n << 125n), answer: false }, both),
      ).to.equal(outOfRange);
    });

    it("SETTLE-36: refuses halves that are too large, and such as do not make up the word", async () => {
      const divide = (answer: string): SourceEdit => ({
        file: "jurisdictions.nr",
        from: "(low, (value - low) / divisor)",
        to: answer,
      });
      const inputs = { code: hex(1n), word, answer: false };
      expect(
        await refusal(jurisdictions, inputs, divide("(low + divisor, (value - low) / divisor - 1)")),
      ).to.equal(outOfRange);
      expect(await refusal(jurisdictions, inputs, divide("(low + 2, (value - low) / divisor)"))).to.include(
        "more than 250 bits",
      );
    });

    it("SETTLE-36: refuses the wrong answer, whatever is said of the bits around it", async () => {
      const around = (answer: string): SourceEdit => ({
        file: "jurisdictions.nr",
        from: "((half - below - answer as Field * power) / (2 * power), answer, below)",
        to: answer,
      });
      const absent = { code: hex(1n), word, answer: true };
      const flipped = around("((half - below - answer as Field * power) / (2 * power), !answer, below)");
      expect(await refusal(jurisdictions, absent, flipped)).to.equal(
        "Circuit execution failed: the parts do not make up the half",
      );
      // What is above would be a fraction.
      const fraction = around("((half - below - power) / (2 * power), !answer, below)");
      expect(await refusal(jurisdictions, absent, fraction)).to.equal(outOfRange);
      // What is below would reach above its bit.
      const present = { code: hex(0n), word, answer: false };
      const over = around("((half - below - answer as Field * power) / (2 * power), !answer, below + power)");
      expect(await refusal(jurisdictions, present, over)).to.equal(outOfRange);
      const under = around("((half - below - power + power) / (2 * power), !answer, below - power)");
      expect(await refusal(jurisdictions, absent, under)).to.equal(outOfRange);
    });
  });
});
