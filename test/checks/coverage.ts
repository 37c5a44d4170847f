import { createRequire } from "node:module";
import { addStatementCoverageInstrumentation } from "@nomicfoundation/edr";
import { expect } from "chai";
import { z } from "zod";
import { coverageReport } from "../../checks/coverage/coverageReport.js";
import { lcov } from "../../checks/coverage/lcov.js";
import { measureCoverage } from "../../checks/coverage/measureCoverage.js";
import { total } from "../../checks/coverage/total.js";
import { instrumentBranches } from "../../setup/hardhat/coverage/instrumentBranches.js";
import { probe } from "../../setup/hardhat/coverage/probe.js";
import { statementsOf } from "../../setup/hardhat/coverage/statementsOf.js";

const branchesOf = (body: string): string[] => {
  const source = `pragma solidity 0.8.37;\ncontract A {\n${body}\n}`;
  return instrumentBranches("contracts/A.sol", source).branches.map(
    ({ line, condition, way }) => `${line - 2} ${way} ${condition}`,
  );
};
const both = (...conditions: string[]): string[] =>
  conditions.flatMap((condition) => [`1 true ${condition}`, `1 false ${condition}`]);

describe("checks > coverage > branches", () => {
  it("takes a condition apart down to its leaves", () => {
    const found = branchesOf(
      "function f(bool a, bool b, uint256 c) external { if (!a && (b || c == 1)) g(); }",
    );
    expect(found).to.have.members(both("a", "b", "c == 1"));
  });

  it("finds loops, ?:, require, && outside an if, and modifiers", () => {
    expect(branchesOf("function f(uint256 a) public { for (uint256 i; i < a; i++) g(); }")).to.have.members(
      both("i < a"),
    );
    expect(branchesOf("function f(uint256 a) public { while (a > 1) a--; }")).to.have.members(both("a > 1"));
    expect(branchesOf("function f(uint256 a) public { uint256 b = a > 2 ? 1 : 2; }")).to.have.members(
      both("a > 2"),
    );
    expect(branchesOf("function f(uint256 a) public { require(a > 3, W(a)); }")).to.have.members(
      both("a > 3"),
    );
    expect(branchesOf("function f(bool a) public returns (bool) { return a && g(); }")).to.have.members(
      both("a", "g()"),
    );
    expect(branchesOf("modifier m(uint256 a) { if (a > 4) revert W(a); _; }")).to.have.members(both("a > 4"));
  });

  it("finds both clauses of a try, empty or not", () => {
    const found = branchesOf("function f(A a) public { try a.g() { h(); } catch {} }");
    expect(found).to.deep.equal(["1 taken clause of a try", "1 taken clause of a try"]);
  });

  it("leaves constants, comments and assert alone", () => {
    expect(branchesOf("bool constant A = true && false;")).to.deep.equal([]);
    expect(branchesOf("function f() public { /* if (a) */ assert(x > 1); }")).to.deep.equal([]);
  });

  it("counts characters, not bytes, where the source is not ASCII", () => {
    expect(branchesOf("/* é ü 中 */ function f(bool a) public { if (a) g(); }")).to.have.members(both("a"));
  });

  it("makes a source that compiles, line for line the same, through Hardhat's instrumentation too", () => {
    const source = [
      "pragma solidity 0.8.37;",
      "interface I { function g() external; }",
      "error W(uint256 a);",
      "function free(uint256 a) pure returns (bool) { return a > 0 && a < 9; }",
      "contract A {",
      "  modifier m(uint256 a) { if (a > 4) revert W(a); _; }",
      "  function f(uint256 a, bool b) external m(a) returns (uint256 c) {",
      "    require((a == 1 ? b : !b) || free(a), W(a));",
      "    for (uint256 i; i < a && !b; ++i) c += b ? 1 : a == 3 ? 2 : 3;",
      "    do { c++; } while (c < 5);",
      "    try I(address(this)).g() {} catch { if (b) return 1; else if (a > 2) { return 2; } }",
      "  }",
      "}",
    ].join("\n");
    const { source: probed, branches } = instrumentBranches("contracts/A.sol", source);
    const { source: instrumented } = addStatementCoverageInstrumentation(probed, "A.sol", "0.8.30");
    expect(errorsOf(instrumented)).to.deep.equal([]);
    expect(new Set(branches.map(({ tag }) => tag)).size).to.equal(branches.length);
    expect(new Set(statementsOf(instrumented).map(({ line }) => line))).to.deep.equal(
      new Set([4, 6, 8, 9, 10, 11]),
    );
  });
});

describe("checks > coverage > measure", () => {
  const coverable = [
    {
      path: "contracts/A.sol",
      statements: [
        { line: 1, tag: "a" },
        { line: 2, tag: "b" },
        { line: 2, tag: "c" },
      ],
      branches: [
        { line: 2, condition: "x", way: "true", tag: "d" },
        { line: 2, condition: "x", way: "false", tag: "e" },
      ],
    },
  ];

  it("counts a line as hit when all its statements were run", () => {
    const [file] = measureCoverage(coverable, new Set(["a", "b", "d"]));
    expect(file?.lines).to.deep.equal({ found: 2, hit: 1 });
    expect(file?.branches).to.deep.equal({ found: 2, hit: 1 });
    expect(file?.missed).to.deep.equal([
      { line: 2, what: "not run" },
      { line: 2, what: "never false: x" },
    ]);
  });

  it("adds up, and calls nothing found nothing covered", () => {
    const files = measureCoverage(coverable, new Set(["a", "b", "c", "d"]));
    expect(total(files, "lines").percent).to.equal(100);
    expect(total(files, "branches").percent).to.equal(50);
    expect(total([], "lines").percent).to.equal(0);
  });

  it("prints rows, places missed and the total, and writes lcov", () => {
    const hits = new Set(["a", "b", "c", "d"]);
    const text = coverageReport(measureCoverage(coverable, hits), 95);
    expect(text)
      .to.include("contracts/A.sol:2  never false: x")
      .and.match(/Total\s+100\.00 % \(2\/2\)\s+50\.00 %/);
    expect(lcov(coverable, hits))
      .to.include("DA:2,1")
      .and.include("BRDA:2,0,0,1")
      .and.include("BRDA:2,0,1,0");
  });
});

function errorsOf(source: string): string[] {
  const solc = z
    .object({ compile: z.custom<(input: string) => string>((value) => typeof value === "function") })
    .parse(createRequire(import.meta.url)("solc"));
  const library = /import "(__NomicFoundationCoverage[^"]*)"/.exec(source)?.[1] ?? "";
  const content =
    "pragma solidity ^0.8.0; library __NomicFoundationCoverage { function sendHit(uint256) internal pure {} }";
  const input = {
    language: "Solidity",
    sources: {
      "A.sol": { content: source },
      [library]: { content },
      [probe.fileName]: { content: probe.source(library) },
    },
    settings: { outputSelection: { "*": { "*": ["evm.bytecode.object"] } } },
  };
  const output = z
    .object({ errors: z.array(z.object({ severity: z.string(), formattedMessage: z.string() })).default([]) })
    .parse(JSON.parse(solc.compile(JSON.stringify(input))));
  return output.errors.filter(({ severity }) => severity === "error").map((error) => error.formattedMessage);
}
