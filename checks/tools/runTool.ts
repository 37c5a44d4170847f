import { spawn } from "node:child_process";

export type ToolResult = { exitCode: number; output: string };

/** Runs a tool of node_modules and collects what it prints. npm put the tools on PATH. */
export async function runTool(command: string, toolArguments: readonly string[]): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, toolArguments, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", reject);
    child.once("close", (exitCode) => {
      resolve({ exitCode: exitCode ?? 1, output });
    });
  });
}
