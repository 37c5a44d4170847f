import { expect } from "chai";
import { AbiCoder, keccak256 } from "ethers";
import type { SettlementStatement } from "@muniment/protocol";
import {
  dataChallenge,
  dataCommitment,
  decodeSettlementData,
  encodeSettlementData,
  evaluateData,
  fieldHash,
  fieldModulus,
  hashTags,
  NullifierTree,
  publicInputs,
  QuadTree,
  quadRoot,
  SettlementState,
  settlementStateRoot,
  subtreeLevels,
} from "@muniment/protocol";
import { caught } from "../../helpers/caught.js";
import { assets, SettlementWorld } from "../../helpers/settlement/SettlementWorld.js";

const digest = `0x${"ab".repeat(32)}` as const;

describe("protocol > settlement > batches", () => {
  describe("SettlementState", () => {
    it("SETTLE-43: the state root is that of both roots and the number of leaves", () => {
      const state = new SettlementState();
      const notes = new QuadTree(16).root;
      const nullifiers = new NullifierTree().root;
      expect(state.root).to.equal(fieldHash(hashTags.state, [notes, nullifiers, 1n]));
      expect(settlementStateRoot(1n, 2n, 3n)).to.equal(fieldHash(hashTags.state, [1n, 2n, 3n]));
    });

    it("SETTLE-41: a batch's leaves fill the next subtree of their number, whatever came before", () => {
      const state = new SettlementState();
      const expected: [bigint, number, bigint, bigint][] = [
        // first nullifier and commitment, levels, block, leaves after
        [10n, 2, 1n, 32n],
        [20n, 3, 1n, 128n],
        [30n, 2, 8n, 144n],
        [40n, 4, 1n, 512n],
      ];
      for (const [first, level, block, leaves] of expected) {
        const values = Array.from({ length: 8 }, (_, place) => first + BigInt(place));
        const commitments = values.map((value) => value + 1_000n);
        const advance = state.advance(values, commitments, level);
        expect(advance.block).to.equal(block);
        expect(state.leaves).to.equal(leaves);
        commitments.forEach((commitment, place) => {
          const path = state.notePath(commitment);
          expect(path.index).to.equal(block * 4n ** BigInt(level) + BigInt(place));
          expect(quadRoot(commitment, path)).to.equal(state.notesRoot);
        });
      }
      expect(caught(() => state.notePath(5n)).code).to.equal("NOTE_UNKNOWN");
    });

    it("SETTLE-41: a batch that is refused leaves the state as it was", () => {
      const state = new SettlementState();
      state.advance([5n, 6n], [7n, 8n], 2);
      const { root } = state;
      expect(caught(() => state.advance([6n], [9n], 2)).code).to.equal("NULLIFIER_SPENT");
      expect(state.root).to.equal(root);
      expect(caught(() => state.notePath(9n)).code).to.equal("NOTE_UNKNOWN");
    });

    it("SETTLE-41: there are batches of 2, 8 and 24", () => {
      expect([2, 8, 24].map(subtreeLevels)).to.deep.equal([2, 3, 4]);
      for (const count of [0, 1, 3, 25]) {
        expect(caught(() => subtreeLevels(count)).code).to.equal("SETTLEMENT_BATCH_INVALID");
      }
    });
  });

  describe("data", () => {
    it("SETTLE-39: operations are read from the data of a batch", () => {
      const world = new SettlementWorld();
      const { sealed, data } = world.plan([world.shield(world.alice, assets.bond, 5n), world.blank()]);
      expect(data).to.have.length(2 * 27 * 32);
      expect(decodeSettlementData(data)).to.deep.equal(sealed);
      for (const wrong of [data.subarray(1), data.subarray(27 * 32), new Uint8Array()]) {
        expect(caught(() => decodeSettlementData(wrong)).code).to.equal("SETTLEMENT_BATCH_INVALID");
      }
      const alias = data.slice();
      alias.fill(0xff, 96, 128);
      expect(caught(() => decodeSettlementData(alias)).code).to.equal("FIELD_ELEMENT_INVALID");
      expect(caught(() => encodeSettlementData([fieldModulus])).code).to.equal("FIELD_ELEMENT_INVALID");
    });

    it("SETTLE-42: the challenge is drawn from header and commitment, and decides the evaluation", () => {
      expect(dataCommitment([1n, 2n])).to.equal(fieldHash(hashTags.data, [1n, 2n]));
      const encoded = AbiCoder.defaultAbiCoder().encode(["bytes32", "uint256"], [digest, 7n]);
      expect(dataChallenge(digest, 7n)).to.equal(BigInt(keccak256(encoded)) >> 8n);
      expect(dataChallenge(digest, 8n)).to.not.equal(dataChallenge(digest, 7n));
      expect(evaluateData([3n, 4n, 5n], 10n)).to.equal(345n);
      const large = fieldModulus - 1n;
      expect(evaluateData([large, large], large)).to.equal((1n + large) % fieldModulus);
    });

    it("SETTLE-44: the public inputs come in the order of the rule", () => {
      const statement: SettlementStatement = {
        ...{ domain: 1n, oldState: 2n, newState: 3n, eligibility: 4n, rules: 5n },
        ...{ time: 6n, commitment: 7n, challenge: 8n, evaluation: 9n },
      };
      expect(publicInputs(statement).map(BigInt)).to.deep.equal([1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n]);
      expect(publicInputs(statement).every((word) => word.length === 66)).to.equal(true);
    });
  });
});
