// Writes spec/vectors/message-tree.json: `npx tsx spec/vectors/makeMessageTree.ts`. A test compares the file with what
// this makes.
import { pathToFileURL } from "node:url";
import {
  appendMessage,
  emptyMessages,
  keccak256,
  messageLeaf,
  messageRoot,
  MessageTree,
  utf8,
} from "@muniment/protocol";
import type { Hex, Message } from "@muniment/protocol";
import { writeVector } from "./writeVector.js";

const addressOf = (text: string): Hex => `0x${keccak256(utf8(text)).slice(26)}`;

const messages: readonly Message[] = Array.from({ length: 11 }, (_, place) => ({
  lane: 1,
  place: BigInt(place),
  sender: addressOf(`sender ${place % 3}`),
  target: addressOf(`target ${place % 2}`),
  gasLimit: BigInt(50_000 * place),
  data: `0x${"5a".repeat(place === 0 ? 0 : 4 + 32 * (place - 1))}` as const,
}));

/** Everything in spec/vectors/message-tree.json. */
export function makeMessageTree() {
  const leaves = messages.map(messageLeaf);
  const tree = new MessageTree(leaves);
  const frontiers = leaves.reduce(
    (all, leaf) => [...all, appendMessage(all[all.length - 1] ?? emptyMessages, leaf)],
    [emptyMessages],
  );
  const claims = [
    [0, 1],
    [0, 11],
    [3, 4],
    [3, 5],
    [6, 7],
    [8, 9],
    [10, 11],
  ] as const;
  return {
    source: "spec/bridge.md, BRIDGE-1 to BRIDGE-3; made by spec/vectors/makeMessageTree.ts",
    note: "branch: slots 2 to 41 of the messenger after so many messages, those that are zero at the end left out; siblings from the leaf's up",
    messages: messages.map((message) => ({
      ...message,
      place: `${message.place}`,
      gasLimit: `${message.gasLimit}`,
      leaf: messageLeaf(message),
    })),
    trees: frontiers.map((frontier) => ({
      count: Number(frontier.count),
      root: messageRoot(frontier),
      branch: frontier.branch.filter((node) => BigInt(node) !== 0n),
    })),
    proofs: claims.map(([place, count]) => ({
      place,
      count,
      leaf: leaves[place] as Hex,
      siblings: tree.proof(place, count),
      root: tree.root(count),
    })),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await writeVector("message-tree.json", makeMessageTree());
}
