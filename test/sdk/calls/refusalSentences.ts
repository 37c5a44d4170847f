import { errorInterface, refusalSentences } from "@muniment/sdk";
import { expect } from "chai";

describe("refusalSentences", () => {
  for (const [name, sentence] of Object.entries(refusalSentences)) {
    it(`${name} is an error, and its sentence uses its arguments only`, () => {
      const error = errorInterface().getError(name);
      expect(error, "no contract has this error").to.not.equal(null);
      const used = [...sentence.matchAll(/\{(\w+)\}/g)].map(([, placeholder]) => placeholder);
      expect(error?.inputs.map((input) => input.name)).to.include.members(used);
      expect(sentence).to.match(/^[A-Z{].*\.$/);
    });
  }
});
