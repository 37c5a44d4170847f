import type { SourceFile } from "./SourceFile.js";

/** Whether a file says in its first line that a program wrote it: style is that program's business then. */
export function isGenerated({ text }: SourceFile): boolean {
  return /generated/i.test(text.slice(0, text.indexOf("\n")));
}
