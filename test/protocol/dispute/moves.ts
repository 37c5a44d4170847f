import { expect } from "chai";
import { AbiCoder, keccak256 } from "ethers";
import fc from "fast-check";
import {
  chooseNode,
  choosePart,
  disputeId,
  nodesBelow,
  ownTrace,
  partOffsets,
  roundLevels,
  runLevel,
  stepsLevel,
  toHex,
  traceRoot,
  traceTree,
  utf8,
  zeroHash,
} from "@muniment/protocol";
import type { Hex, NodePlace, TraceTree } from "@muniment/protocol";

const seed = 20261122;
const hashOf = (text: string): Hex => keccak256(utf8(text)) as Hex;
const leavesOf = (count: number): Hex[] => Array.from({ length: count }, (_, at) => hashOf(`leaf ${at}`));

/** Narrows the tree of a committer down to the leaf that an honest challenger names. */
function narrow(own: ReturnType<typeof ownTrace>, claimed: TraceTree): { place: number; rounds: number } {
  let node: NodePlace = { height: claimed.levels.length - 1, place: 0 };
  let rounds = 0;
  for (; node.height > 0; ++rounds) {
    const shown = nodesBelow(claimed, node);
    const which = chooseNode(own, node, shown);
    node = { height: node.height - roundLevels(node.height), place: node.place * shown.length + which };
  }
  return { place: node.place, rounds };
}

describe("disputeId", () => {
  it("DISPUTE-1: is keccak256 of the five words", () => {
    const dispute = {
      lane: 3n,
      index: 2n ** 64n - 1n,
      digest: hashOf("digest"),
      challenger: toHex(new Uint8Array(20).fill(0xab)),
      salt: 2n ** 256n - 1n,
    };
    const types = ["uint32", "uint64", "bytes32", "address", "uint256"];
    const { lane, index, digest, challenger, salt } = dispute;
    const words = AbiCoder.defaultAbiCoder().encode(types, [lane, index, digest, challenger, salt]);
    expect(disputeId(dispute)).to.equal(keccak256(words));
  });
});

describe("nodesBelow, chooseNode", () => {
  it("DISPUTE-4: what is shown below a node gives it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 700 }), fc.nat(), (count, any) => {
        const tree = traceTree(leavesOf(count));
        let node: NodePlace = { height: tree.levels.length - 1, place: 0 };
        let hash = traceRoot(tree);
        while (node.height > 0) {
          const shown = nodesBelow(tree, node);
          expect(shown.length).to.equal(2 ** roundLevels(node.height));
          expect(traceRoot(traceTree(shown))).to.equal(hash);
          const which = any % shown.length;
          hash = shown[which] as Hex;
          node = { height: node.height - roundLevels(node.height), place: node.place * shown.length + which };
        }
        expect(hash).to.equal(leavesOf(count)[node.place] ?? zeroHash);
      }),
      { seed, numRuns: 60 },
    );
  });

  it("DISPUTE-4, DISPUTE-8: finds the first leaf that is wrong, in a third as many rounds as levels", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 700 }), fc.nat(), (count, any) => {
        const right = leavesOf(count);
        const wrong = any % count;
        const claimed = right.map((leaf, place) => (place < wrong ? leaf : hashOf(`wrong ${place}`)));
        const { place, rounds } = narrow(ownTrace(right, count), traceTree(claimed));
        expect(place).to.equal(wrong);
        expect(rounds).to.equal(Math.ceil(Math.ceil(Math.log2(count)) / 3));
      }),
      { seed, numRuns: 60 },
    );
    expect(Math.ceil(11 / 3)).to.equal(4);
  });

  it("DISPUTE-5: names the last leaf when every one is right, and padding that is not zero", () => {
    for (const count of [2, 3, 8, 9, 64, 100, 513]) {
      const right = leavesOf(count);
      expect(narrow(ownTrace(right, count), traceTree(right)).place).to.equal(count - 1);
    }
    const right = leavesOf(20);
    const padded = [...right, zeroHash, zeroHash, hashOf("padding")];
    expect(narrow(ownTrace(right, 20), traceTree(padded)).place).to.equal(22);
  });

  it("DISPUTE-5: a header that counts more leaves or fewer than there are is wrong at one of them", () => {
    for (const [count, steps] of [
      [9, 12],
      [9, 40],
      [16, 17],
    ] as const) {
      const right = leavesOf(count);
      for (const more of [leavesOf(steps), right.concat(Array<Hex>(steps - count).fill(zeroHash))]) {
        expect(narrow(ownTrace(right, steps), traceTree(more)).place).to.equal(count);
      }
    }
    const right = leavesOf(40);
    const whole = traceTree(right.concat(Array<Hex>(5000 - 40).fill(zeroHash)));
    expect(traceRoot(ownTrace(right, 5000).tree)).to.equal(traceRoot(whole));
    expect(ownTrace(right, 5000).tree.padding).to.deep.equal(whole.padding);
    expect(narrow(ownTrace(right, 12), traceTree(right.slice(0, 12))).place).to.equal(11);
  });

  it("DISPUTE-5: leaves that a header counts and that are not there take no memory", () => {
    const most = 2 ** 32 - 1;
    const { tree, missing } = ownTrace(leavesOf(9), most);
    expect([tree.levels.length, missing]).to.deep.equal([33, 9]);
    const lie = traceTree([...leavesOf(9), hashOf("more")], most);
    expect(narrow(ownTrace(leavesOf(9), most), lie)).to.deep.equal({ place: 9, rounds: 11 });
  });
});

describe("partOffsets, choosePart", () => {
  it("DISPUTE-6: eight parts of 2^24 steps, eight times, are one step", () => {
    let interval = { from: 0, level: stepsLevel };
    for (let round = 0; round < 8; ++round) {
      const offsets = partOffsets(interval);
      expect(offsets.length).to.equal(9);
      expect(offsets[8]! - offsets[0]!).to.equal(2 ** interval.level);
      interval = { from: offsets[5]!, level: interval.level - 3 };
    }
    expect(interval).to.deep.equal({ from: (5 * (8 ** 8 - 1)) / 7, level: 0 });
    expect(2 ** runLevel).to.equal(2_048);
  });

  it("DISPUTE-6: names the first part with whose end it does not agree", () => {
    const own = leavesOf(9);
    for (let wrong = 1; wrong < 9; ++wrong) {
      const shown = own.map((state, at) => (at < wrong ? state : hashOf(`wrong ${at}`)));
      expect(choosePart(own, shown)).to.equal(wrong - 1);
    }
    expect(choosePart(own, own)).to.equal(-1);
  });
});
