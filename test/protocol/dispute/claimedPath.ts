import { expect } from "chai";
import fc from "fast-check";
import {
  chooseNode,
  claimedPath,
  type Hex,
  keccak256,
  nodesBelow,
  type NodePlace,
  ownTrace,
  proveTraceLeaf,
  roundLevels,
  type ShownRound,
  traceTree,
  utf8,
} from "@muniment/protocol";

const leavesOf = (name: string, count: number): Hex[] =>
  Array.from({ length: count }, (_, at) => keccak256(utf8(`${name} ${at}`)));

describe("claimedPath", () => {
  it("DISPUTE-4: is the path of the leaf before in the committer's tree, of which little was shown", () => {
    const sizes = fc.record({
      right: fc.integer({ min: 4, max: 700 }),
      steps: fc.integer({ min: 4, max: 700 }),
      from: fc.nat(),
    });
    fc.assert(
      fc.property(sizes, ({ right, steps, from }) => {
        const leaves = leavesOf("right", right);
        const first = 1 + (from % (Math.min(right, steps) - 1));
        const claimed = traceTree([...leaves.slice(0, first), ...leavesOf("wrong", steps - first)]);
        const own = ownTrace(leaves, steps);
        const rounds: ShownRound[] = [];
        let node: NodePlace = { height: claimed.levels.length - 1, place: 0 };
        while (node.height > 0) {
          const nodes = nodesBelow(claimed, node);
          rounds.push({ node, nodes });
          const which = chooseNode(own, node, nodes);
          node = { height: node.height - roundLevels(node.height), place: node.place * nodes.length + which };
        }
        expect(node.place).to.equal(first);
        expect(claimedPath(own, rounds, first - 1)).to.deep.equal(proveTraceLeaf(claimed, first - 1));
      }),
      { seed: 20_261_122 },
    );
  });
});
