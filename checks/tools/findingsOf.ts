import type { Finding } from "../Finding.js";
import type { ToolResult } from "./runTool.js";

/**
 * What a tool found: each match of `pattern`, whose groups are file, line and message. A tool that failed without
 * naming a place is itself a finding, so that nothing passes unseen.
 */
export function findingsOf(tool: string, { exitCode, output }: ToolResult, pattern: RegExp): Finding[] {
  const found = [...output.matchAll(pattern)].map(({ groups }) => ({
    file: relative(groups?.["file"] ?? tool),
    line: Number(groups?.["line"] ?? 0),
    message: groups?.["message"]?.trim() ?? `is not formatted; npm run check:fix`,
  }));
  if (exitCode === 0 || found.length > 0) return found;
  return [
    { file: tool, line: 0, message: `failed with exit code ${exitCode}: ${output.trim().slice(-2000)}` },
  ];
}

function relative(file: string): string {
  const root = `${process.cwd()}/`;
  return file.startsWith(root) ? file.slice(root.length) : file;
}
