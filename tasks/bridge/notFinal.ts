/** Ends the command with the exit code of what is well and not final yet. */
export function notFinal(): void {
  process.exitCode = 4;
}
