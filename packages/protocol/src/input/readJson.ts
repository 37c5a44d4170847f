import { parseTree, printParseErrorCode } from "jsonc-parser";
import type { Node, ParseError } from "jsonc-parser";
import { ProtocolError } from "../errors.js";
import { fieldPath } from "./fieldPath.js";
import { positionOf } from "./positionOf.js";

/** A parsed JSON file that still knows on which line each value stands. */
export interface JsonDocument {
  readonly value: unknown;
  /** Line of the value at a path, or of the nearest value above it. */
  readonly lineAt: (path: readonly PropertyKey[]) => number;
}

/**
 * Parses strict JSON: no comments, no trailing commas, no member twice.
 * @throws INPUT_SYNTAX, INPUT_DUPLICATE, INPUT_FIELD_UNKNOWN
 */
export function readJson(file: string, text: string): JsonDocument {
  const problems: ParseError[] = [];
  const source = text.startsWith("\ufeff") ? ` ${text.slice(1)}` : text;
  const root = parseTree(source, problems, { disallowComments: true, allowTrailingComma: false });
  const [problem] = problems;
  if (problem !== undefined || root === undefined) {
    const { line, column } = positionOf(source, problem?.offset ?? 0);
    const words = problem === undefined ? "the file is empty" : wordsOf(printParseErrorCode(problem.error));
    throw new ProtocolError("INPUT_SYNTAX", { file, line, column, problem: words });
  }
  return {
    value: valueOf(root, { file, source, path: [] }),
    lineAt: (path) => positionOf(source, nearestNode(root, path).offset).line,
  };
}

interface Place {
  readonly file: string;
  readonly source: string;
  readonly path: readonly PropertyKey[];
}

function valueOf(node: Node, place: Place): unknown {
  if (node.type === "array") {
    return (node.children ?? []).map((child, index) =>
      valueOf(child, { ...place, path: [...place.path, index] }),
    );
  }
  return node.type === "object" ? objectOf(node, place) : (node.value as unknown);
}

function objectOf(node: Node, place: Place): Readonly<Record<string, unknown>> {
  const members = new Map<string, { readonly value: unknown; readonly line: number }>();
  for (const property of node.children ?? []) {
    const [key, child] = property.children as [Node, Node];
    const name = String(key.value);
    const path = [...place.path, name];
    const { line } = positionOf(place.source, key.offset);
    const context = { file: place.file, line, field: fieldPath(path) };
    // As a member, this name would change what the object inherits.
    if (name === "__proto__") throw new ProtocolError("INPUT_FIELD_UNKNOWN", context);
    const first = members.get(name);
    if (first !== undefined) {
      throw new ProtocolError("INPUT_DUPLICATE", { ...context, value: "the field", firstLine: first.line });
    }
    members.set(name, { value: valueOf(child, { ...place, path }), line });
  }
  return Object.fromEntries([...members].map(([name, { value }]) => [name, value]));
}

function nearestNode(root: Node, path: readonly PropertyKey[]): Node {
  let node = root;
  for (const step of path) {
    const next =
      node.type === "array"
        ? node.children?.[Number(step)]
        : node.children?.find((property) => property.children?.[0]?.value === step)?.children?.[1];
    if (next === undefined) break;
    node = next;
  }
  return node;
}

function wordsOf(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}
