// Writes spec/vectors/state-tree.json: `npx tsx spec/vectors/makeStateTree.ts`. A test compares the file with what this
// makes from the plain reference of packages/protocol.
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import {
  accountKey,
  accountValueHash,
  encodeStateProof,
  keccak256,
  leafHash,
  nodeHash,
  referenceStateProof,
  referenceStateRoot,
  slotKey,
  toHex,
  utf8,
  zeroHash,
} from "@muniment/protocol";
import type { Hex, StateChildren, StateLeaf } from "@muniment/protocol";

/** One tree with proofs for keys, and roots after changes of one leaf. */
interface TreeVector {
  readonly name: string;
  readonly leaves: readonly StateLeaf[];
  readonly root: Hex;
  readonly proofs: readonly { key: Hex; valueHash: Hex; proof: Hex }[];
  readonly updates: readonly { key: Hex; valueHash: Hex; proof: Hex; root: Hex }[];
}

const emptyCode = keccak256();
const account: Hex = "0x00000000000000000000000000000000000a11ce";
const token: Hex = "0x70ce000000000000000000000000000000000001";
const number = (value: number): Hex => `0x${value.toString(16).padStart(64, "0")}`;
const hashOf = (text: string): Hex => keccak256(utf8(text));
const leafOf = (key: Hex): StateLeaf => ({ key, valueHash: hashOf(`value of ${key}`) });
/** A key that begins with these digits of two bits; the rest comes from `rest`. */
function keyAt(digits: readonly number[], rest: string): Hex {
  const bits = digits.map((digit) => digit.toString(2).padStart(2, "0")).join("");
  const tail = BigInt(hashOf(rest)).toString(2).padStart(256, "0").slice(bits.length);
  return `0x${BigInt(`0b${bits}${tail}`).toString(16).padStart(64, "0")}`;
}

function treeVector(name: string, leaves: readonly StateLeaf[], absent: readonly Hex[]): TreeVector {
  const root = referenceStateRoot(leaves);
  const present = new Map(leaves.map(({ key, valueHash }) => [key, valueHash]));
  const proofOf = (key: Hex, isRemoval: boolean): Hex =>
    toHex(encodeStateProof(referenceStateProof(leaves, key, isRemoval)));
  const rootWith = (leaf: StateLeaf): Hex =>
    referenceStateRoot([...leaves.filter(({ key }) => key !== leaf.key), leaf]);
  const keys = [...present.keys(), ...absent];
  const proofs = keys.map((key) => ({
    key,
    valueHash: present.get(key) ?? zeroHash,
    proof: proofOf(key, false),
  }));
  const updates = keys.flatMap((key) => [
    { key, valueHash: number(7), proof: proofOf(key, false), root: rootWith({ key, valueHash: number(7) }) },
    { key, valueHash: zeroHash, proof: proofOf(key, true), root: rootWith({ key, valueHash: zeroHash }) },
  ]);
  return { name, leaves, root, proofs, updates };
}

function makeTrees(): TreeVector[] {
  const shared = Array.from({ length: 125 }, (_, level) => (level * 7) % 4);
  const many = Array.from({ length: 12 }, (_, index) => accountKey(`0x${number(index + 1).slice(26)}`));
  return [
    treeVector("no leaf", [], [accountKey(account)]),
    treeVector("one leaf", [leafOf(accountKey(account))], [slotKey(token, number(1))]),
    treeVector(
      "four leaves below the root",
      [0, 1, 2, 3].map((digit) => leafOf(keyAt([digit], "a"))),
      [keyAt([2], "b")],
    ),
    treeVector("twelve accounts", many.map(leafOf), [accountKey(account), accountKey(token)]),
    treeVector(
      "two leaves that share 250 bits, and one that leaves them early",
      [
        leafOf(keyAt([...shared, 0], "deep")),
        leafOf(keyAt([...shared, 3], "deep")),
        leafOf(keyAt([...shared.slice(0, 3), 0], "early")),
      ],
      [keyAt([...shared, 1], "deep"), keyAt([...shared.slice(0, 60), 3], "half")],
    ),
    treeVector(
      "two leaves that differ in their last digit only",
      [leafOf(number(4)), leafOf(number(5))],
      [number(7), number(16)],
    ),
    treeVector(
      "a lone leaf beside an inner node",
      [leafOf(keyAt([1, 0], "a")), leafOf(keyAt([1, 3, 0], "b")), leafOf(keyAt([1, 3, 2], "c"))],
      [keyAt([1, 3, 1], "d"), keyAt([0], "e")],
    ),
  ];
}

/** Everything in spec/vectors/state-tree.json. */
export function makeStateTree() {
  const child: StateChildren = [hashOf("a"), zeroHash, zeroHash, hashOf("d")];
  const values = { nonce: "1", balance: "1000000000000000000", codeHash: emptyCode };
  return {
    source: "spec/state.md, TREE-1 to TREE-19; made by spec/vectors/makeStateTree.ts",
    note: "valueHash bytes32(0): absent; in updates: delete",
    keys: [
      { address: account, key: accountKey(account) },
      { address: token, slot: number(1), key: slotKey(token, number(1)) },
    ],
    accounts: [
      {
        ...values,
        valueHash: accountValueHash({ ...values, nonce: 1n, balance: 10n ** 18n }),
      },
      {
        nonce: "18446744073709551615",
        balance: (2n ** 256n - 1n).toString(),
        codeHash: hashOf("code"),
        valueHash: accountValueHash({
          nonce: 2n ** 64n - 1n,
          balance: 2n ** 256n - 1n,
          codeHash: hashOf("code"),
        }),
      },
    ],
    leaves: [{ ...leafOf(accountKey(account)), hash: leafHash(leafOf(accountKey(account))) }],
    nodes: [{ children: child, hash: nodeHash(child) }],
    trees: makeTrees(),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeFileSync(new URL("state-tree.json", import.meta.url), `${JSON.stringify(makeStateTree(), null, 2)}\n`);
}
