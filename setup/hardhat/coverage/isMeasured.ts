/** Whether branches are to be measured: `npm run coverage` says so. */
export function isMeasured(): boolean {
  return process.env["MUNIMENT_COVERAGE"] === "1";
}
