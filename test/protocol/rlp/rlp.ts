import { expect } from "chai";
import { decodeRlp as ethersDecode, encodeRlp as ethersEncode, hexlify } from "ethers";
import fc from "fast-check";
import { decodeRlp, encodeRlp, fromHex, RlpCursor, toHex } from "../../../packages/protocol/src/index.js";
import type { RlpValue } from "../../../packages/protocol/src/index.js";
import { caught } from "../../helpers/caught.js";

const seed = 20261121;
const { tree } = fc.letrec<{ tree: RlpValue }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    fc.uint8Array({ maxLength: 70 }),
    fc.uint8Array({ minLength: 250, maxLength: 260 }),
    fc.array(tie("tree"), { maxLength: 5 }),
  ),
}));

type HexTree = string | HexTree[];
const toHexTree = (value: RlpValue): HexTree =>
  value instanceof Uint8Array ? hexlify(value) : value.map(toHexTree);

describe("rlp", () => {
  it("BLOCK-1: encodes and decodes as ethers does", () => {
    fc.assert(
      fc.property(tree, (value) => {
        const encoded = encodeRlp(value);
        expect(toHex(encoded)).to.equal(ethersEncode(toHexTree(value)));
        expect(toHexTree(decodeRlp(encoded))).to.deep.equal(ethersDecode(encoded));
      }),
      { seed, numRuns: 500 },
    );
  });

  it("BLOCK-1: encodes integers without leading zeros, and no negative ones", () => {
    const cases = {
      "80": 0n,
      "01": 1n,
      "7f": 127n,
      "8180": 128n,
      "820100": 256n,
      "86ffffffffffff": 2n ** 48n - 1n,
    };
    for (const [hex, value] of Object.entries(cases)) expect(toHex(encodeRlp(value))).to.equal(`0x${hex}`);
    expect(caught(() => encodeRlp(-1n)).code).to.equal("INTEGER_OUT_OF_RANGE");
  });

  const refused = {
    "": "an item is missing",
    "81": "its length reaches past the end",
    "8100": "a single byte below 0x80 is its own encoding",
    "817f": "a single byte below 0x80 is its own encoding",
    b800: "a length begins with a zero byte",
    b801ff: "a length up to 55 belongs into the first byte",
    [`b837${"11".repeat(55)}`]: "a length up to 55 belongs into the first byte",
    [`b90038${"11".repeat(56)}`]: "a length begins with a zero byte",
    [`b838${"11".repeat(55)}`]: "its length reaches past the end",
    bfffffffffffffffff: "its length reaches past the end",
    b9ff: "its length reaches past the end",
    f7: "its length reaches past the end",
    f80180: "a length up to 55 belongs into the first byte",
    ffffffffffffffffff: "its length reaches past the end",
    c28180: undefined,
    c18180: "its length reaches past the end",
    c2c280: "its length reaches past the end",
    [nested(64)]: undefined,
    [nested(65)]: "lists nest deeper than 64",
  };

  for (const [hex, problem] of Object.entries(refused)) {
    it(`BLOCK-1: ${problem === undefined ? "accepts" : "refuses"} ${hex.slice(0, 24)}`, () => {
      if (problem === undefined) {
        expect(toHex(encodeRlp(decodeRlp(fromHex(`0x${hex}`))))).to.equal(`0x${hex}`);
        return;
      }
      const error = caught(() => decodeRlp(fromHex(`0x${hex}`)));
      expect(error.code).to.equal("RLP_MALFORMED");
      expect(error.context["problem"]).to.equal(problem);
    });
  }

  it("BLOCK-2: refuses bytes after the item", () => {
    const error = caught(() => decodeRlp(fromHex("0xc18000")));
    expect(error.context).to.deep.equal({ position: 2, problem: "bytes follow the end" });
  });

  it("BLOCK-2: refuses unread items of a list, and reads none beyond it", () => {
    const bytes = fromHex("0xffffc20102c103");
    const cursor = new RlpCursor(bytes, 2, bytes.length);
    const outer = cursor.enterList();
    cursor.readInteger(1);
    expect(caught(() => cursor.leaveList(outer)).context).to.deep.equal({
      position: 2,
      problem: "the list has more items than it may have",
    });
    cursor.readInteger(1);
    expect(caught(() => cursor.readString()).context["problem"]).to.equal("an item is missing");
    expect(caught(() => cursor.enterList()).context["problem"]).to.equal("a list is missing");
    cursor.leaveList(outer);
    expect(caught(() => cursor.readString()).context["problem"]).to.match(/this is a list$/);
    expect(caught(() => cursor.finish()).code).to.equal("RLP_MALFORMED");
  });

  it("BLOCK-1: refuses integers that begin with a zero byte", () => {
    for (const hex of ["0x00", "0x820001"] as const) {
      const cursor = new RlpCursor(fromHex(hex), 0, fromHex(hex).length);
      expect(caught(() => cursor.readInteger(8)).context["problem"]).to.equal(
        "an integer begins with a zero byte",
      );
    }
  });

  it("BLOCK-1: any bytes it accepts are the encoding of what it reads", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        try {
          expect(toHex(encodeRlp(decodeRlp(bytes)))).to.equal(toHex(bytes));
        } catch (error) {
          expect(error).to.have.property("code", "RLP_MALFORMED");
        }
      }),
      { seed, numRuns: 5_000 },
    );
  });
});

/** Lists in lists, `depth` of them. */
function nested(depth: number): string {
  let value: RlpValue = [];
  for (let count = 1; count < depth; count++) value = [value];
  return toHex(encodeRlp(value)).slice(2);
}
