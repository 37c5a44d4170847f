import { createHash } from "node:crypto";
import type { Branch } from "./Branch.js";
import { parseSolidity } from "./parseSolidity.js";
import { probe } from "./probe.js";

type SyntaxNode = { readonly [key: string]: unknown };
type Range = { start: number; end: number };
type Insertion = { at: number; text: string; order: number };

/**
 * Puts a probe around every condition of a Solidity source, without adding a line, and lists the branches probed.
 * A condition is what if, while, for, ?: and require decide on and each operand of && and ||, taken apart down to
 * its leaves; its branches are true and false. Each clause of a try is a branch, taken or not.
 * @param path The source's path in the repository.
 */
export function instrumentBranches(path: string, source: string): { source: string; branches: Branch[] } {
  const tree = parseSolidity(source);
  if (!isNode(tree)) throw new TypeError(`${path} cannot be parsed`);
  const bytes = Buffer.from(source, "utf8");
  const found = { leaves: new Map<string, Range>(), blocks: [] as number[] };
  for (const body of bodiesOf(tree)) collect(body, found);

  const branches: Branch[] = [];
  const insertions: Insertion[] = [];
  const lineOf = (at: number): number => bytes.subarray(0, at).toString("utf8").split("\n").length;
  for (const { start, end } of found.leaves.values()) {
    const condition = bytes.subarray(start, end).toString("utf8").replace(/\s+/g, " ");
    const [yes, no] = tagsOf(path, start, end);
    branches.push({ path, line: lineOf(start), condition, way: "true", tag: yes });
    branches.push({ path, line: lineOf(start), condition, way: "false", tag: no });
    // Of probes that open at one place the longest goes first; of those that close at one place, last.
    insertions.push({ at: start, text: "__MunimentBranches.outcome(", order: -end });
    insertions.push({ at: end, text: `, 0x${yes})`, order: -start });
  }
  for (const at of found.blocks) {
    const [tag] = tagsOf(path, at, at);
    branches.push({ path, line: lineOf(at), condition: "clause of a try", way: "taken", tag });
    insertions.push({ at, text: `__MunimentBranches.reach(0x${tag});`, order: 0 });
  }
  if (branches.length === 0) return { source, branches };
  return { source: `${insert(bytes, insertions)}\nimport "${probe.fileName}";\n`, branches };
}

function insert(bytes: Buffer, insertions: readonly Insertion[]): string {
  const closesBeforeOpens = (text: string): number => (text.startsWith(",") ? 0 : 1);
  const sorted = insertions.toSorted(
    (a, b) => a.at - b.at || closesBeforeOpens(a.text) - closesBeforeOpens(b.text) || a.order - b.order,
  );
  let [text, from] = ["", 0];
  for (const { at, text: inserted } of sorted) {
    text += bytes.subarray(from, at).toString("utf8") + inserted;
    from = at;
  }
  return text + bytes.subarray(from).toString("utf8");
}

/** Functions, constructors and modifiers; what initializes a constant runs in no transaction. */
function bodiesOf(node: unknown): unknown[] {
  if (Array.isArray(node)) return node.flatMap(bodiesOf);
  if (!isNode(node)) return [];
  if (node["nodeType"] === "FunctionDefinition" || node["nodeType"] === "ModifierDefinition")
    return [node["body"]];
  return Object.values(node).flatMap(bodiesOf);
}

function collect(node: unknown, found: { leaves: Map<string, Range>; blocks: number[] }): void {
  if (Array.isArray(node)) {
    for (const child of node) collect(child, found);
    return;
  }
  if (!isNode(node)) return;
  for (const condition of conditionsOf(node)) addLeaves(condition, found.leaves);
  if (node["nodeType"] === "TryCatchClause" && isNode(node["block"]))
    found.blocks.push(rangeOf(node["block"]).start + 1);
  for (const child of Object.values(node)) collect(child, found);
}

function conditionsOf(node: SyntaxNode): unknown[] {
  switch (node["nodeType"]) {
    case "IfStatement":
    case "WhileStatement":
    case "DoWhileStatement":
    case "ForStatement":
    case "Conditional":
      return [node["condition"]];
    case "BinaryOperation":
      return node["operator"] === "&&" || node["operator"] === "||"
        ? [node["leftExpression"], node["rightExpression"]]
        : [];
    case "FunctionCall":
      return isNode(node["expression"]) &&
        node["expression"]["name"] === "require" &&
        Array.isArray(node["arguments"])
        ? node["arguments"].slice(0, 1)
        : [];
    default:
      return [];
  }
}

function addLeaves(node: unknown, leaves: Map<string, Range>): void {
  if (!isNode(node)) return;
  const { nodeType, operator, components } = node;
  if (nodeType === "TupleExpression" && Array.isArray(components) && components.length === 1) {
    addLeaves(components[0], leaves);
  } else if (nodeType === "UnaryOperation" && operator === "!") {
    addLeaves(node["subExpression"], leaves);
  } else if (nodeType === "BinaryOperation" && (operator === "&&" || operator === "||")) {
    addLeaves(node["leftExpression"], leaves);
    addLeaves(node["rightExpression"], leaves);
  } else if (nodeType !== "Literal") {
    leaves.set(String(node["src"]), rangeOf(node));
  }
}

function rangeOf(node: SyntaxNode): Range {
  const [start = 0, length = 0] = String(node["src"]).split(":").map(Number);
  return { start, end: start + length };
}

/** Two neighbouring numbers of 256 bits, the first even. */
function tagsOf(path: string, start: number, end: number): [string, string] {
  const first = BigInt(`0x${createHash("sha256").update(`${path}:${start}:${end}`).digest("hex")}`) & ~1n;
  const hex = (value: bigint): string => value.toString(16).padStart(64, "0");
  return [hex(first), hex(first | 1n)];
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
