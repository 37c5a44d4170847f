import { execFileSync } from "node:child_process";
import { arch, cpus, platform } from "node:os";
import type { Report } from "./Report.js";

const git = (...args: readonly string[]): string =>
  execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();

function commit(): string {
  try {
    return `${git("rev-parse", "--short=12", "HEAD")}${git("status", "--porcelain") === "" ? "" : "+"}`;
  } catch {
    return "unknown";
  }
}

/** Where and when a run took place. */
export function circumstances(): Pick<Report, "commit" | "date" | "machine"> {
  const [first] = cpus();
  const processor = `${first?.model.trim() ?? "unknown processor"} x ${cpus().length}`;
  return {
    commit: commit(),
    date: new Date().toISOString(),
    machine: `${processor}, ${platform()} ${arch()}, Node ${process.versions.node}`,
  };
}
