import { expect } from "chai";
import { Keccak } from "../../../packages/executor/src/index.js";
import { keccak256, toHex } from "../../../packages/protocol/src/index.js";

describe("Keccak", () => {
  const keccak = new Keccak();

  function digestOf(message: Uint8Array): string {
    const target = new Uint8Array(40);
    keccak.message(message.length).set(message);
    keccak.digest(message.length, target, 8);
    expect(target.subarray(0, 8).every((byte) => byte === 0)).to.equal(true);
    return toHex(target.subarray(8));
  }

  it("SIG-3: hashes messages of every size around the block's as the reference does", () => {
    for (let size = 0; size <= 420; size++) {
      const message = Uint8Array.from({ length: size }, (_, index) => index * 31 + size);
      expect(digestOf(message), `${size} bytes`).to.equal(keccak256(message));
    }
  });

  it("SIG-3: makes room for messages larger than its memory", () => {
    for (const size of [126_000, 127_000, 200_000, 1_000_000, 5]) {
      const message = new Uint8Array(size).fill(0xa5);
      expect(digestOf(message), `${size} bytes`).to.equal(keccak256(message));
    }
  });
});
