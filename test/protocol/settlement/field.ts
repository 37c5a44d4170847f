import { permute } from "@zkpassport/poseidon2";
import { expect } from "chai";
import fc from "fast-check";
import { fieldElement, fieldHash, fieldModulus, hashTags, sponge } from "@muniment/protocol";
import { caught } from "../../helpers/caught.js";

const seed = 20261122;
const element = fc.bigInt({ min: 0n, max: fieldModulus - 1n });

describe("protocol > settlement > field", () => {
  it("SETTLE-18: an element is below the modulus and has no other form", () => {
    expect(fieldModulus).to.equal(0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001n);
    expect(fieldElement(0n)).to.equal(0n);
    expect(fieldElement(fieldModulus - 1n)).to.equal(fieldModulus - 1n);
    for (const value of [fieldModulus, fieldModulus + 1n, (1n << 256n) - 1n, -1n]) {
      expect(caught(() => fieldElement(value)).code, String(value)).to.equal("FIELD_ELEMENT_INVALID");
      expect(caught(() => fieldHash(hashTags.note, [value])).code).to.equal("FIELD_ELEMENT_INVALID");
    }
  });

  it("SETTLE-19: the permutation is the one that Barretenberg publishes a vector of", () => {
    expect(permute([0n, 1n, 2n, 3n])).to.deep.equal([
      0x01bd538c2ee014ed5141b29e9ae240bf8db3fe5b9a38629a9647cf8d76c01737n,
      0x239b62e7db98aa3a2a8f6a0d2fa1709e7a35959aa6c7034814d9daa90cbac662n,
      0x04cbb44c61d928ed06808456bf758cbf0c18d1e15a7b6dbc8245fa7515d5e3cbn,
      0x2e11c5cff2a22c64d01304b778d78f6998eff1ab73163a35603f54794c30847an,
    ]);
  });

  it("SETTLE-19: the sponge adds three inputs at a time to a state of tag and length", () => {
    const capacity = (14n << 64n) + 5n;
    const [a, b, c, d] = permute([1n, 2n, 3n, capacity]) as [bigint, bigint, bigint, bigint];
    const last = permute([(a + 4n) % fieldModulus, (b + 5n) % fieldModulus, c, d]);
    expect(sponge(hashTags.signature, [1n, 2n, 3n, 4n, 5n])).to.deep.equal(last.slice(0, 3));
    expect(fieldHash(hashTags.signature, [1n, 2n, 3n, 4n, 5n])).to.equal(last[0]);
  });

  it("SETTLE-19: tag, length, order and every input count", () => {
    fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 7 }), fc.nat(6), (inputs, place) => {
        const hash = fieldHash(hashTags.note, inputs);
        expect(fieldHash(hashTags.receiver, inputs)).to.not.equal(hash);
        expect(fieldHash(hashTags.note, [...inputs, 0n])).to.not.equal(hash);
        const changed = inputs.map((input, index) =>
          index === place % inputs.length ? (input + 1n) % fieldModulus : input,
        );
        expect(fieldHash(hashTags.note, changed)).to.not.equal(hash);
      }),
      { seed, numRuns: 50 },
    );
    expect(new Set(Object.values(hashTags)).size).to.equal(17);
  });
});
