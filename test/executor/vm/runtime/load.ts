import { Runtime } from "@muniment/executor";
import { fromHex, keccak256 } from "@muniment/protocol";
import { expect } from "chai";

/** Little-endian u32s and then zeros, so many bytes in all. */
function record(size: number, ...fields: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  fields.forEach((field, index) => view.setUint32(index * 4, field, true));
  return bytes;
}

/** The change record of a code. */
function codeRecord(code: Uint8Array): Uint8Array {
  const bytes = record(48 + 8 * Math.ceil(code.length / 8), 3, 0, code.length);
  bytes.set(fromHex(keccak256(code)), 16);
  bytes.set(code, 48);
  return bytes;
}

describe("executor runtime: loading change records", () => {
  const rules = { kind: "muniment" } as const;

  for (const [what, bytes] of Object.entries({
    "a kind that is unknown": record(104, 9),
    "a leaf, which the tree alone takes": record(72, 5),
    "no kind at all": record(96),
    "an account that is cut off": record(96, 1),
    "a code longer than what is there": record(64, 3, 0, 17),
    "a code whose padded size does not fit 32 bits": record(48, 3, 0, 0xffff_ffff),
    "less than a kind": record(4, 4),
    "an account whose code was not loaded": record(104, 1),
  })) {
    it(`STORE-20: refuses ${what}`, () => {
      expect(() => new Runtime({ rules }).load(bytes))
        .to.throw()
        .with.property("code", "STATE_CHANGES_INVALID");
    });
  }

  it("STORE-20: takes codes and ends of transactions", () => {
    const runtime = new Runtime({ rules });
    const before = runtime.wasm.codeCount();
    runtime.load(Uint8Array.from([...codeRecord(new Uint8Array(3)), ...record(8, 4, 7)]));
    expect(runtime.wasm.codeCount()).to.equal(before + 1);
  });

  it("STORE-25: refuses a code that its hash does not name", () => {
    const code = codeRecord(Uint8Array.of(0x60, 0x01, 0x50));
    for (const at of [16, 47, 48, 50]) {
      const wrong = Uint8Array.from(code);
      wrong[at] = (wrong[at] ?? 0) ^ 1;
      expect(() => new Runtime({ rules }).load(wrong))
        .to.throw()
        .with.property("code", "STATE_CODE_WRONG");
    }
    new Runtime({ rules }).load(code);
  });
});
