import { fromHex, ProtocolError } from "@muniment/protocol";
import { expect } from "chai";

describe("fromHex", () => {
  it("reads whole bytes, in either case of letters", () => {
    expect([...fromHex("0x00aAfF")]).to.deep.equal([0, 170, 255]);
    expect(fromHex("0x")).to.have.length(0);
  });

  it("reads many megabytes", () => {
    expect(fromHex(`0x${"ab".repeat(8_000_000)}`)).to.have.length(8_000_000);
  });

  it("refuses half a byte, other characters and another length", () => {
    for (const [text, length] of [["0x0"], ["00"], ["0x0g"], ["0x00\n"], ["0x00", 2]] as const) {
      expect(() => fromHex(text, length))
        .to.throw(ProtocolError)
        .with.property("code", "HEX_INVALID");
    }
  });
});
