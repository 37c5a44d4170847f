import { expect } from "chai";
import fc from "fast-check";
import type { Note } from "@muniment/protocol";
import {
  commitmentOf,
  fieldHash,
  fieldModulus,
  hashTags,
  noteCommitment,
  nullifierKeyHash,
  nullifierOf,
  receiverOf,
} from "@muniment/protocol";

const seed = 20261122;
const element = fc.bigInt({ min: 0n, max: fieldModulus - 1n });
const note: fc.Arbitrary<Note> = fc.record({
  asset: fc.bigInt({ min: 0n, max: 16383n }),
  amount: fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }),
  owner: element,
  nullifierKey: element,
  randomness: element,
});

describe("protocol > settlement > notes", () => {
  it("SETTLE-23: receiver and commitment are what the rule hashes", () => {
    fc.assert(
      fc.property(note, (one) => {
        const { asset, amount, owner, nullifierKey, randomness } = one;
        const receiver = fieldHash(hashTags.receiver, [
          owner,
          fieldHash(hashTags.nullifierKey, [nullifierKey]),
          randomness,
        ]);
        expect(receiverOf(owner, nullifierKeyHash(nullifierKey), randomness)).to.equal(receiver);
        expect(noteCommitment({ asset, amount, receiver })).to.equal(
          fieldHash(hashTags.note, [asset, amount, receiver]),
        );
        expect(commitmentOf(one)).to.equal(noteCommitment({ asset, amount, receiver }));
      }),
      { seed, numRuns: 20 },
    );
  });

  it("SETTLE-23: every member of a note counts", () => {
    fc.assert(
      fc.property(
        note,
        fc.constantFrom("asset", "amount", "owner", "nullifierKey", "randomness"),
        (one, member) => {
          const other = { ...one, [member]: (one[member] + 1n) % fieldModulus };
          expect(commitmentOf(other)).to.not.equal(commitmentOf(one));
        },
      ),
      { seed, numRuns: 30 },
    );
  });

  it("SETTLE-24: a nullifier is the low 248 bits, and another for another key or commitment", () => {
    fc.assert(
      fc.property(element, element, (key, commitment) => {
        const nullifier = nullifierOf(key, commitment);
        const whole = fieldHash(hashTags.nullifier, [key, commitment]);
        expect(nullifier).to.equal(whole % (1n << 248n));
        expect(nullifierOf((key + 1n) % fieldModulus, commitment)).to.not.equal(nullifier);
        expect(nullifierOf(key, (commitment + 1n) % fieldModulus)).to.not.equal(nullifier);
      }),
      { seed, numRuns: 20 },
    );
  });
});
