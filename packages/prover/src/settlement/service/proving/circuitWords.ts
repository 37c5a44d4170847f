/** What noir_js says of a circuit's own assertion: words of the circuit and no number. */
const assertion = /^Circuit execution failed: (?:Error: )?([A-Za-z ,'-]{1,120})$/;

/**
 * Which rule of the circuit inputs break. Other messages of noir_js show the inputs themselves: of these nothing is told.
 * @param error What noir_js threw.
 */
export function circuitWords(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : "").split("\n");
  return assertion.exec(line)?.[1] ?? "it has no solution";
}
