import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Fields of /proc/N/stat behind the name: the state is the first, the start time the twentieth. */
const startField = 19;

/**
 * Tells a process apart from every other that had or will have its number: when it started. Empty where the system does not
 * say. @returns undefined when no such process runs.
 */
export function processStart(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return undefined;
  }
  try {
    if (process.platform === "linux") return linuxStart(pid);
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

/** Clock ticks since the machine started, and which start that was. */
function linuxStart(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, "latin1");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // Ended, though nobody has asked how.
  if (fields[0] === "Z" || fields[0] === "X") return undefined;
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
  return `${boot} ${fields[startField] ?? ""}`;
}
