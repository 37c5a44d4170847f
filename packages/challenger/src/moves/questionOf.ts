import type { NodePlace, ShownRound } from "@muniment/protocol";
import type { DisputeTranscript } from "@muniment/sdk";

/** What a dispute is at in the trace's tree. */
export interface TreeQuestion {
  /** The node in question. */
  readonly node: NodePlace;
  /** What was shown so far. */
  readonly rounds: readonly ShownRound[];
}

/**
 * Where in the trace's tree a dispute stands.
 * @param height Of the tree.
 */
export function questionOf({ rounds }: DisputeTranscript, height: number): TreeQuestion {
  let node: NodePlace = { height, place: 0 };
  const shown: ShownRound[] = [];
  for (const { nodes, which } of rounds) {
    shown.push({ node, nodes });
    if (which === undefined) break;
    node = { height: node.height - Math.log2(nodes.length), place: node.place * nodes.length + which };
  }
  return { node, rounds: shown };
}
