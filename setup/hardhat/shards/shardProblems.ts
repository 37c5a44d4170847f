import type { Shard } from "./Shard.js";

/** Why a shard that has ended is not to be believed: it crashed, was killed, or ran nothing. */
export function shardProblems({ files, tally, milliseconds, end, exit }: Shard): string[] {
  const { code = null, signal = null } = exit ?? {};
  const problems: string[] = [];
  if (end === undefined) {
    const how =
      signal === null ? `ended with exit code ${code} before its tests had` : `was killed by ${signal}`;
    const missing = files.length - milliseconds.size;
    const last = [...milliseconds.keys()].at(-1) ?? "none";
    return [`${how}: ${missing} of its ${files.length} files did not end, the last that did is ${last}`];
  }
  if (signal !== null) problems.push(`was killed by ${signal} after its tests`);
  else if (code !== 0 && tally.failed === 0)
    problems.push(`ended with exit code ${code} though no test failed`);
  else if (code === 0 && tally.failed > 0) problems.push("ended with exit code 0 though tests failed");
  if (tally.passed + tally.failed === 0) problems.push("ran no test");
  return problems;
}
