import type { DocumentText } from "../text/DocumentText.js";
import type { FactName } from "@muniment/protocol";
import type { ExtractedFact } from "./ExtractedFact.js";
import { cuesAfter, cuesBefore, namePatterns, reach } from "./factRules.js";
import { findValues } from "./findValues.js";
import type { FoundValue } from "./FoundValue.js";

/**
 * Every fact the rules find in a document. Rules decide; the same text gives the same facts on every machine.
 */
export function extractFacts(document: DocumentText): readonly ExtractedFact[] {
  return document.pages.flatMap((text, index) => [
    ...valueFacts(text, index + 1),
    ...nameFacts(text, index + 1),
  ]);
}

function valueFacts(text: string, page: number): ExtractedFact[] {
  return findValues(text).flatMap((found) => {
    const role = roleOf(text, found);
    if (role === undefined) return [];
    const { value, currency, flaw } = found;
    return [
      {
        fact: role.fact,
        value,
        ...(currency !== undefined && { currency }),
        ...(flaw !== undefined && { flaw }),
        quote: text.slice(role.start, role.end),
        page,
      },
    ];
  });
}

function nameFacts(text: string, page: number): ExtractedFact[] {
  return namePatterns.flatMap(({ fact, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({ fact, value: match[1] ?? "", quote: match[0], page })),
  );
}

interface Role {
  readonly fact: FactName;
  readonly start: number;
  readonly end: number;
}

/** What the words around a value make it, and the span from the deciding words to the value. */
function roleOf(text: string, found: FoundValue): Role | undefined {
  if (found.kind === "count") {
    for (const { fact, cue } of cuesAfter) {
      const match = cue.exec(text.slice(found.end, found.end + 40));
      if (match !== null)
        return fact === "other" ? undefined : { fact, start: found.start, end: found.end + match[0].length };
    }
  }
  const from = Math.max(0, found.start - reach);
  const before = text.slice(from, found.start);
  let nearest:
    { readonly fact: Role["fact"] | "other"; readonly start: number; readonly end: number } | undefined;
  for (const { fact, cue } of cuesBefore[found.kind] ?? []) {
    for (const match of before.matchAll(cue)) {
      const end = match.index + match[0].length;
      const isNearer =
        nearest === undefined || end > nearest.end || (end === nearest.end && match.index < nearest.start);
      if (isNearer) nearest = { fact, start: match.index, end };
    }
  }
  if (nearest === undefined || nearest.fact === "other") return undefined;
  return { fact: nearest.fact, start: from + nearest.start, end: found.end };
}
