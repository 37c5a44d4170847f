import { expect } from "chai";
import { sentenceOf } from "@muniment/protocol";

describe("sentenceOf", () => {
  it("ends a sentence once, also when its evidence is a sentence", () => {
    const context = { call: "Trading.mature", error: "TradingNotMature" };
    const expected =
      "Trading.mature was refused: it is early. Nothing was changed; the error is TradingNotMature.";
    expect(sentenceOf("POLICY_REFUSED", { ...context, reason: "it is early." })).to.equal(expected);
    expect(sentenceOf("POLICY_REFUSED", { ...context, reason: "it is early" })).to.equal(expected);
  });

  it("keeps dots that do not end a sentence, and placeholders nobody fills", () => {
    expect(sentenceOf("FILE_UNREADABLE", { file: "a.b.", problem: "x" })).to.match(
      /^a\.b\. cannot be read: x\. /,
    );
    expect(sentenceOf("TOKEN_MISSING", {})).to.contain("{asset}");
  });
});
