import { expect } from "chai";

import { parseMillionths } from "../../../tasks/context/parseMillionths.js";
import { caught } from "../../helpers/caught.js";

describe("parseMillionths", () => {
  for (const [text, millionths] of [
    ["0", 0n],
    ["1", 1_000_000n],
    ["4150000.00", 4_150_000_000_000n],
    ["0.000001", 1n],
    ["12.5", 12_500_000n],
    ["99999999999999999999.999999", 99_999_999_999_999_999_999_999_999n],
  ] as const) {
    it(`reads ${text}`, () => {
      expect(parseMillionths(text)).to.equal(millionths);
    });
  }

  for (const text of ["", ".5", "1.", "1.0000001", "-1", "1,000", "1e6", " 1"]) {
    it(`ARGUMENT_INVALID: refuses "${text}"`, () => {
      const error = caught(() => parseMillionths(text));
      expect(error.code).to.equal("ARGUMENT_INVALID");
      expect(error.context["value"]).to.equal(text);
    });
  }
});
