import { z } from "zod";
import type { Check } from "../Check.js";
import type { Finding } from "../Finding.js";
import { findingsOf } from "./findingsOf.js";
import { runTool } from "./runTool.js";

const report = z.array(
  z.object({
    filePath: z.string(),
    messages: z.array(
      z.object({ line: z.number().optional(), message: z.string(), ruleId: z.string().nullable() }),
    ),
  }),
);

export const eslint: Check = {
  name: "eslint",
  wants: "the rules of eslint.config.js, with type information",
  run: async (): Promise<Finding[]> => {
    const result = await runTool("eslint", ["--max-warnings", "0", "--format", "json", "."]);
    const json = result.output.split("\n").find((line) => line.startsWith("[{"));
    if (json === undefined) return findingsOf("eslint", { ...result, exitCode: 1 }, /(?!)/g);
    return report.parse(JSON.parse(json)).flatMap(({ filePath, messages }) =>
      messages.map(({ line, message, ruleId }) => ({
        file: filePath.replace(`${process.cwd()}/`, ""),
        line: line ?? 0,
        message: `${message.split("\n")[0] ?? ""} (${ruleId ?? "syntax"})`,
      })),
    );
  },
};
