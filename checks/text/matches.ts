import { lineAt } from "./lineAt.js";

/** Every match of `pattern` (with the flag g) in `text`: its first group, or the whole match, and its line. */
export function matches(text: string, pattern: RegExp): { value: string; line: number }[] {
  return [...text.matchAll(pattern)].map((match) => ({
    value: match[1] ?? match[0],
    line: lineAt(text, match.index),
  }));
}
