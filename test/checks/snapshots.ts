import { expect } from "chai";
import type { CompiledContract } from "../../checks/snapshots/Build.js";
import { checkCodeSizes } from "../../checks/snapshots/checkCodeSizes.js";
import { compareGas } from "../../checks/snapshots/compareGas.js";
import { compareSnapshots } from "../../checks/snapshots/compareSnapshots.js";
import { gasOf } from "../../checks/snapshots/gasOf.js";
import { keepSteadyGas } from "../../checks/snapshots/keepSteadyGas.js";
import { makeSnapshots } from "../../checks/snapshots/makeSnapshots.js";
import { compileSolidity } from "./helpers/compileSolidity.js";
import { messages } from "./helpers/messages.js";

const contract = (solidity: string): CompiledContract => {
  const { tree, layouts } = compileSolidity(`pragma solidity 0.8.37; ${solidity}`);
  return {
    name: "A",
    source: "contracts/A.sol",
    inputSource: "A.sol",
    abi: [
      { type: "function", name: "b", inputs: [], outputs: [], stateMutability: "view" },
      { type: "error", name: "AWrong", inputs: [{ name: "a", type: "uint256" }] },
    ],
    initcodeBytes: 200,
    runtimeBytes: 100,
    layout: layouts["A"],
    trees: new Map([["A.sol", tree]]),
  };
};
const storage = (solidity: string): string =>
  makeSnapshots([contract(solidity)]).find(({ path }) => path === "snapshots/storage/A.json")?.text ?? "none";

describe("checks > snapshots", () => {
  it("notices a state variable that moved", () => {
    const before = storage("contract A { uint128 private a; uint128 private b; }");
    const after = storage("contract A { uint128 private b; uint128 private a; }");
    expect(before).to.include("0+0 a: uint128").and.include("0+16 b: uint128");
    expect(after).to.not.equal(before);
  });

  it("notices a change in a struct behind a mapping", () => {
    const body = (members: string): string =>
      `contract A { struct S { ${members} } mapping(uint256 => S) private s; }`;
    expect(storage(body("uint8 a; uint8 b;"))).to.not.equal(storage(body("uint8 b; uint8 a;")));
  });

  it("notices a change in an inherited ERC-7201 namespace, which the compiler does not lay out", () => {
    const body = (members: string): string =>
      `contract B { /** @custom:storage-location erc7201:a.b */ struct S { ${members} } } contract A is B {}`;
    expect(storage(body("uint8 a; uint8 b;")))
      .to.include('"a.b"')
      .and.include("a: uint8");
    expect(storage(body("uint8 a; uint8 b;"))).to.not.equal(storage(body("uint8 b; uint8 a;")));
    expect(storage("contract A {}")).to.equal("none");
  });

  it("writes the ABI in words, sorted", () => {
    const abi = makeSnapshots([contract("contract A {}")]).find(
      ({ path }) => path === "snapshots/abi/A.json",
    );
    expect(JSON.parse(abi?.text ?? "")).to.deep.equal(["error AWrong(uint256 a)", "function b() view"]);
  });

  it("names what differs, what is missing and what belongs to nothing", () => {
    const old = [
      { path: "snapshots/sizes.json", text: "1\n2\n" },
      { path: "snapshots/abi/Gone.json", text: "[]" },
    ];
    const now = [
      { path: "snapshots/sizes.json", text: "1\n3\n" },
      { path: "snapshots/abi/New.json", text: "[]" },
    ];
    expect(messages(compareSnapshots(old, now))).to.deep.equal([
      "snapshots/abi/Gone.json:0 belongs to nothing; run npm run snapshots",
      "snapshots/abi/New.json:0 is missing; run npm run snapshots",
      "snapshots/sizes.json:0 is not fresh (npm run snapshots): - 2; + 3",
    ]);
    expect(compareSnapshots(now, now)).to.deep.equal([]);
  });

  it("refuses code and initcode beyond the chain's limits", () => {
    const sized = (runtimeBytes: number, initcodeBytes: number): string[] =>
      messages(checkCodeSizes([{ source: "contracts/A.sol", name: "A", runtimeBytes, initcodeBytes }]));
    expect(sized(24_576, 49_152)).to.deep.equal([]);
    expect(sized(24_577, 0)).to.deep.equal(["contracts/A.sol:0 A has 24577 bytes of code; at most 24576"]);
    expect(sized(0, 49_153)).to.have.length(1);
  });

  it("keeps gas of our contracts only, least, mean and most", () => {
    const stats = (min: number, max: number) => ({ min, max, avg: (min + max) / 2, count: 2 });
    const entry = (sourceName: string, contractName: string, proxyChain: string[] = []) => ({
      sourceName,
      contractName,
      proxyChain,
      deployment: null,
      functions: { b: stats(10, 10), a: stats(10, 20) },
    });
    const proxied = { ...entry("contracts/A.sol", "A", ["P", "A"]), functions: null };
    const report = { x: entry("contracts/A.sol", "A"), z: proxied, y: entry("contracts/mocks/M.sol", "M") };
    expect(gasOf({ contracts: report })).to.deep.equal({
      A: { a: { min: 10, avg: 15, max: 20, count: 2 }, b: { min: 10, avg: 10, max: 10, count: 2 } },
      "A (proxy)": {},
    });
  });

  it("refuses gas that changed by more than half a percent, a call gained or lost", () => {
    const gas = (avg: number, count = 2) => ({ A: { f: { min: avg, avg, max: avg, count } } });
    expect(compareGas(gas(10_000), gas(10_050))).to.deep.equal([]);
    expect(messages(compareGas(gas(10_000), gas(10_051)))).to.deep.equal([
      "snapshots/gas.json:0 is not fresh (npm run snapshots): A.f 10000 … 10000 … 10000 ×2 → 10051 … 10051 … 10051 ×2",
    ]);
    expect(compareGas(gas(10_000), gas(10_000, 3))).to.have.length(1);
    expect(compareGas(gas(10_000), {})).to.have.length(1);
    expect(compareGas({}, gas(10_000))).to.have.length(1);
    expect(keepSteadyGas(gas(10_000), gas(10_050))).to.deep.equal(gas(10_000));
    expect(keepSteadyGas(gas(10_000), gas(9_000))).to.deep.equal(gas(9_000));
  });
});
