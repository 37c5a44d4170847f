import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { ESLint } from "eslint";
import { findingsOf } from "../../checks/tools/findingsOf.js";
import { runTool } from "../../checks/tools/runTool.js";
import { report } from "../../checks/report.js";
import { messages } from "./helpers/messages.js";

describe("checks > tools", () => {
  it("a tool that fails without naming a place is a finding", () => {
    const found = findingsOf("tsc", { exitCode: 2, output: "out of memory" }, /(?!)/g);
    expect(messages(found)).to.deep.equal(["tsc:0 failed with exit code 2: out of memory"]);
    expect(findingsOf("tsc", { exitCode: 0, output: "" }, /(?!)/g)).to.deep.equal([]);
  });

  it("solhint refuses what .solhint.json refuses", async () => {
    await mkdir("cache", { recursive: true });
    const folder = await mkdtemp("cache/solhint-");
    const file = join(folder, "Bad.sol");
    await writeFile(file, 'pragma solidity 0.8.37;\nimport "./A.sol";\ncontract Bad { uint public a; }\n');
    const { exitCode, output } = await runTool("npx", [
      "solhint",
      "--disc",
      "--noPoster",
      "-f",
      "unix",
      file,
    ]);
    await rm(folder, { recursive: true });
    expect(exitCode).to.equal(1);
    expect(output).to.include("no-global-import").and.include("explicit-types");
  });

  it("eslint refuses any, enums, default exports and bare errors", async () => {
    const text = "export enum A { B }\nexport default function f(a: any) { throw new Error(String(a)); }\n";
    const rules = await rulesBrokenBy(text, "packages/sdk/src/index.ts");
    expect(rules).to.include("@typescript-eslint/no-explicit-any");
    expect(rules.filter((rule) => rule === "no-restricted-syntax")).to.have.length(3);
  });

  it("eslint keeps time, chance and the machine out of protocol", async () => {
    const text = "export const a = [Date.now(), Math.random(), process.pid, fetch, setTimeout];\n";
    const rules = await rulesBrokenBy(text, "packages/protocol/src/index.ts");
    expect(rules.filter((rule) => /^no-restricted-(globals|properties)$/.test(rule))).to.have.length(5);
    expect(await rulesBrokenBy(text, "packages/sdk/src/index.ts")).to.not.include("no-restricted-globals");
  });

  it("the report names every finding and every check", () => {
    const text = report([
      { check: "good", wants: "nothing", seconds: 1, findings: [] },
      { check: "bad", wants: "no b", seconds: 2, findings: [{ file: "b.ts", line: 3, message: "is b" }] },
    ]);
    expect(text)
      .to.include("bad: no b\n  b.ts:3  is b")
      .and.match(/good\s+1\.0 s {2}ok/);
    expect(text).to.match(/bad\s+2\.0 s {2}1 wrong/);
  });
});

async function rulesBrokenBy(text: string, filePath: string): Promise<string[]> {
  const [result] = await new ESLint().lintText(text, { filePath });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId ?? "syntax");
}
