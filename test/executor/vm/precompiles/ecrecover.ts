import { expect } from "chai";
import { keccak256, SigningKey } from "ethers";
import { loadNativeRecovery } from "../../../../packages/executor/src/vm/precompiles/signature/loadNativeRecovery.js";
import { recoverPublicKeyPure } from "../../../../packages/executor/src/vm/precompiles/signature/recoverPublicKeyPure.js";
import { bytes } from "./helpers/bytes.js";
import { expectSame } from "./helpers/expectSame.js";
import { hex } from "./helpers/hex.js";
import { randomBytes } from "./helpers/randomBytes.js";

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const GENERATOR_X = 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n;
const random = randomBytes(0x5eed0001);

/** A hash, its signature and the signer's address as a word. */
function sign(): { hash: Uint8Array; v: bigint; r: bigint; s: bigint; signer: string } {
  const key = new SigningKey(random(32));
  const hash = random(32);
  const { r, s, v } = key.sign(hash);
  const address = keccak256(`0x${key.publicKey.slice(4)}`).slice(26);
  return { hash, r: BigInt(r), s: BigInt(s), v: BigInt(v), signer: "0".repeat(24) + address };
}

/** Calls that ask for every decision of the contract; each with what it must answer, where that is known. */
function cases(): { input: Uint8Array; output?: string }[] {
  const { hash, v, r, s, signer } = sign();
  const wrongParity = 55n - v;
  return [
    { input: bytes(hash, v, r, s), output: signer },
    { input: bytes(hash, v, r, s, random(7)), output: signer },
    // s in the upper half, with the other parity, is the same signature.
    { input: bytes(hash, wrongParity, r, ORDER - s), output: signer },
    { input: bytes(hash, wrongParity, r, s) },
    { input: bytes(hash, v, r, s).subarray(0, 100) },
    ...[0n, 1n, 26n, 29n, v + 256n, v + (1n << 255n), v + (1n << 64n)].map((bad) => ({
      input: bytes(hash, bad, r, s),
      output: "",
    })),
    ...[0n, ORDER, ORDER + 1n, (1n << 256n) - 1n].flatMap((bad) => [
      { input: bytes(hash, v, bad, s), output: "" },
      { input: bytes(hash, v, r, bad), output: "" },
    ]),
    ...[1n, 2n, 3n, 4n, 5n, 6n, ORDER - 1n].map((any) => ({ input: bytes(hash, v, any, s) })),
    { input: bytes(hash, v, r, 1n) },
    { input: bytes(hash, v, r, ORDER - 1n) },
    { input: bytes(0n, v, r, s) },
    { input: bytes((1n << 256n) - 1n, v, r, s) },
    // R is the generator and hash = s, so the key would be infinity.
    { input: bytes(s, 27n, GENERATOR_X, s), output: "" },
  ];
}

describe("executor > precompiles > ecrecover", () => {
  // The reference is slow, and machines are shared.
  it("PRECOMPILE-3: recovers what the reference recovers, and refuses what it refuses", async () => {
    for (let round = 0; round < 6; round++) {
      for (const { input, output } of cases()) {
        const result = await expectSame(0x01, input);
        expect(result?.gasUsed).to.equal(3000);
        if (output !== undefined) expect(hex(result!.output), hex(input)).to.equal(output);
      }
    }
    for (const size of [0, 1, 64, 127, 200]) await expectSame(0x01, random(size));
  });

  it("PRECOMPILE-3: the native library and the pure one answer alike", () => {
    const native = loadNativeRecovery("secp256k1/bindings.js");
    expect(native, "this machine loads the native library").to.not.equal(undefined);
    for (const { input } of cases()) {
      const padded = bytes(input, random(128));
      const call = [padded.slice(64, 128), (padded[63]! & 1) === 0 ? 1 : 0, padded.slice(0, 32)] as const;
      expect(recoverPublicKeyPure(...call), hex(input)).to.deep.equal(native!(...call));
    }
  });

  it("PRECOMPILE-3: a machine without the native library is told so", () => {
    expect(loadNativeRecovery("no-such-binding")).to.equal(undefined);
  });
});
