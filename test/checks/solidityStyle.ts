import { expect } from "chai";
import { checkAssembly } from "../../checks/solidity/checkAssembly.js";
import { checkLineLengths } from "../../checks/solidity/checkLineLengths.js";
import { checkNames } from "../../checks/solidity/checkNames.js";
import { wrapComments } from "../../checks/solidity/wrapComments.js";
import { compileSolidity } from "./helpers/compileSolidity.js";
import { messages } from "./helpers/messages.js";

describe("checks > solidity style > assembly", () => {
  const check = (path: string, text: string): string[] => messages(checkAssembly([{ path, text }]));

  it("allows libraries and the slot pointer", () => {
    expect(check("contracts/libraries/A.sol", 'assembly ("memory-safe") { mstore(0, 1) }')).to.deep.equal([]);
    const pointer = 'assembly ("memory-safe") {\n  // ERC-7201\n  $.slot := TOKEN_SLOT\n}';
    expect(check("contracts/a/A.sol", pointer)).to.deep.equal([]);
  });

  it("refuses anything else", () => {
    expect(check("contracts/a/A.sol", '\nassembly ("memory-safe") { mstore(0, 1) }')).to.have.length(1);
    expect(check("contracts/a/A.sol", "assembly { $.slot := TOKEN_SLOT }")).to.have.length(1);
    expect(
      check("contracts/a/A.sol", 'assembly ("memory-safe") { $.slot := S mstore(0, 1) }'),
    ).to.have.length(1);
  });
});

describe("checks > solidity style > line lengths", () => {
  it("refuses 121 characters, but not in an import", () => {
    const check = (line: string): string[] =>
      messages(checkLineLengths([{ path: "contracts/A.sol", text: line }]));
    expect(check("a".repeat(120))).to.deep.equal([]);
    expect(check("a".repeat(121))).to.deep.equal(["contracts/A.sol:1 line of 121 characters; at most 120"]);
    expect(check(`import {A} from "./${"a".repeat(121)}";`)).to.deep.equal([]);
  });

  it("wraps comments at a space and leaves code alone", () => {
    const words = "word ".repeat(30).trim();
    const wrapped = wrapComments(`    /// ${words}\n    ${"a".repeat(130)}`).split("\n");
    expect(wrapped.map((line) => line.length <= 120)).to.deep.equal([true, true, false]);
    expect(wrapped[1]).to.match(/^ {4}\/\/\/ word/);
    expect(`${wrapped[0]} ${wrapped[1]?.replace("    /// ", "")}`).to.equal(`    /// ${words}`);
  });
});

describe("checks > solidity style > names", () => {
  const check = (text: string): string[] =>
    messages(checkNames({ path: "A.sol", text }, compileSolidity(`pragma solidity 0.8.37; ${text}`).tree));

  it("allows _inner names, capitals for constants and named keys", () => {
    const body = "uint256 private constant _A = 1; uint256 internal constant LIMIT = 1; uint256 private _a;";
    expect(
      check(`contract A { ${body} mapping(address holder => uint256) public b; function _f() internal {} }`),
    ).to.deep.equal([]);
  });

  it("refuses inner state and functions with plain names, not those of libraries", () => {
    expect(check("contract A { uint256 private a; }")[0]).to.include("a is inner state: call it _a");
    expect(check("contract A { function f() internal {} }")[0]).to.include("call it _f");
    expect(check("library A { function f() internal {} }")).to.deep.equal([]);
  });

  it("refuses a mapping whose key has no name", () => {
    expect(check("contract A { mapping(address => uint256) public b; }")[0]).to.include("no name");
  });
});
