import { canonicalBytes, canonicalJson, documentHash, utf8 } from "@muniment/protocol";
import { expect } from "chai";
import { keccak256 } from "ethers";
import fc from "fast-check";
import { caught } from "../../helpers/caught.js";

describe("canonical JSON", () => {
  it("EVID-5: sorts members by UTF-16 code units and leaves no white space", () => {
    // The sorting example of RFC 8785, section 3.2.3.
    const value = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\u{1f600}": 5, "\u0080": 6, "\u00f6": 7 };
    expect(canonicalJson(value)).to.equal(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}',
    );
    expect(canonicalJson({ b: [1, null, true, '\u001f"\\'], a: {} })).to.equal(
      '{"a":{},"b":[1,null,true,"\\u001f\\"\\\\"]}',
    );
  });

  it("EVID-5: writes a bigint as decimal text", () => {
    expect(canonicalJson({ value: 10n ** 30n })).to.equal(`{"value":"1${"0".repeat(30)}"}`);
  });

  it("EVID-5: refuses values without one form and names their path", () => {
    const paths = (value: unknown) => caught(() => canonicalBytes(value)).context["path"];
    expect(paths({ a: [1, 1.5] })).to.equal("$.a[1]");
    expect(paths({ a: { b: undefined } })).to.equal("$.a.b");
    expect(paths(2 ** 53)).to.equal("$");
    expect(paths(NaN)).to.equal("$");
    expect(paths([new Map()])).to.equal("$[0]");
    expect(paths({ a: "\ud800" })).to.equal("$.a");
    expect(paths([() => 1])).to.equal("$[0]");
    expect(paths(new Array<number>(1))).to.equal("$[0]");
    expect(caught(() => canonicalBytes(1.5)).code).to.equal("CANONICAL_VALUE_UNSUPPORTED");
  });

  it("EVID-5: depends on the value only, not on the order of members, and reads back", () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        fc.string({ unit: "grapheme" }),
        fc.maxSafeInteger(),
        fc.boolean(),
        fc.constant(null),
        tie("list"),
        tie("map"),
      ),
      list: fc.array(tie("any"), { maxLength: 4 }),
      map: fc.dictionary(fc.string(), tie("any"), { maxKeys: 4, noNullPrototype: true }),
    })).any;
    const shuffled = (node: unknown): unknown =>
      Array.isArray(node)
        ? node.map(shuffled)
        : node !== null && typeof node === "object"
          ? Object.fromEntries(
              Object.entries(node)
                .reverse()
                .map(([key, item]) => [key, shuffled(item)]),
            )
          : node;
    fc.assert(
      fc.property(value, (node) => {
        const json = canonicalJson(node);
        expect(canonicalJson(shuffled(node))).to.equal(json);
        expect(canonicalJson(JSON.parse(json))).to.equal(json);
      }),
      { seed: 20261121, numRuns: 200 },
    );
  });

  it("EVID-6: a document's hash is keccak256 of its bytes", () => {
    const bytes = utf8("%PDF-1.7 …");
    expect(documentHash(bytes)).to.equal(keccak256(bytes));
  });
});
