/** The failures of all shards, numbered through; each is text as Mocha prints a single one. */
export function failureReport(failures: readonly string[]): string {
  const numbered = failures.map((text, index) => text.replace(/^\s*1\) /, `  ${index + 1}) `).trimEnd());
  return numbered.map((text) => `${text}\n`).join("\n");
}
