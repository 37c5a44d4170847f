import { expect } from "chai";
import { decodeInstructions } from "../../../../packages/executor/src/vm/compiler/analysis/decodeInstructions.js";
import { isCold } from "../../../../packages/executor/src/vm/compiler/analysis/isCold.js";
import { operationOf } from "../../../../packages/executor/src/vm/compiler/analysis/operations.js";

const decode = (...bytes: number[]) => decodeInstructions(Uint8Array.from(bytes), "osaka");

describe("executor compiler: analysis", () => {
  it("VM-41: a jump destination within the bytes of a PUSH is none", () => {
    const code = decode(0x61, 0x5b, 0x5b, 0x5b, 0x60, 0x5b, 0x5b);
    expect([...code.jumpDestinations]).to.deep.equal([3, 6]);
    expect(code.instructions.map(({ at }) => at)).to.deep.equal([0, 3, 4, 6]);
  });

  it("VM-41: the bytes of a PUSH that the code lacks are zeros, and STOP follows the code", () => {
    expect(decode(0x62, 0xab).at(0).constant).to.equal(0xab0000n);
    const long = Uint8Array.from([0x7f, ...Array.from({ length: 32 }, (_, index) => index + 1)]);
    const whole = BigInt(`0x${Buffer.from(long.subarray(1)).toString("hex")}`);
    expect(decodeInstructions(long, "osaka").at(0).constant).to.equal(whole);
    expect(decode(0x01).at(1).operation?.name).to.equal("STOP");
  });

  it("VM-41: instructions before a position come nearest first", () => {
    expect(
      decode(0x80, 0x63, 1, 2, 3, 4, 0x14, 0x57)
        .before(7, 3)
        .map(({ opcode }) => opcode),
    ).to.deep.equal([0x14, 0x63, 0x80]);
  });

  it("VM-41: CLZ exists from Osaka on; opcodes of no fork are undefined", () => {
    expect([
      operationOf(0x1e, "prague"),
      operationOf(0x1e, "cancun"),
      operationOf(0xfe, "osaka"),
    ]).to.deep.equal(Array(3).fill(undefined));
    expect(operationOf(0x1e, "osaka")?.name).to.equal("CLZ");
  });

  it("VM-41: code is cold when it surely reverts or halts, through constant jumps too", () => {
    const revert = [0x5f, 0x5f, 0xfd];
    expect(isCold(decode(...revert), 0)).to.equal(true);
    expect(isCold(decode(0x60, 4, 0x56, 0x00, 0x5b, ...revert), 0)).to.equal(true);
    expect(isCold(decode(0x60, 3, 0x56, 0x00), 0), "no destination").to.equal(true);
    expect(isCold(decode(0x5f, 0x60, 9, 0x57, ...revert), 0), "a branch").to.equal(false);
    expect(isCold(decode(0x00), 0)).to.equal(false);
    expect(isCold(decode(0x5b, 0x5f, 0x56), 0), "a loop").to.equal(false);
  });
});
