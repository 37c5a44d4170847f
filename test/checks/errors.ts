import { expect } from "chai";
import { checkProtocolErrors } from "../../checks/errors/checkProtocolErrors.js";
import { checkSolidityErrors } from "../../checks/errors/checkSolidityErrors.js";
import { messages } from "./helpers/messages.js";

describe("checks > errors > Solidity", () => {
  const declared = { path: "contracts/a/IA.sol", text: "interface IA {\n  error AWrong(uint256 a);\n}" };
  const reverted = { path: "contracts/a/A.sol", text: "if (x) revert IA.AWrong(x);" };
  const tested = { path: "test/a/A.ts", text: '.to.be.revertedWithCustomError(a, "AWrong")' };

  it("is content with an error declared, reverted and named", () => {
    expect(checkSolidityErrors([declared, reverted, tested])).to.deep.equal([]);
  });

  it("knows require with a custom error", () => {
    const required = { path: "contracts/a/A.sol", text: "require(\n  f(x) && g(y, z),\n  AWrong(x)\n);" };
    expect(checkSolidityErrors([declared, required, tested])).to.deep.equal([]);
  });

  it("refuses an error reverted nowhere, a comment or a text notwithstanding", () => {
    const comment = {
      path: "contracts/a/A.sol",
      text: '// revert AWrong(x);\nstring s = "revert AWrong(x)";',
    };
    expect(messages(checkSolidityErrors([declared, comment, tested]))).to.deep.equal([
      "contracts/a/IA.sol:2 error AWrong is reverted nowhere",
    ]);
  });

  it("refuses an error named by no test", () => {
    const similar = { path: "test/a/A.ts", text: '"AWrongly" // AWrong' };
    expect(messages(checkSolidityErrors([declared, reverted, similar]))).to.deep.equal([
      "contracts/a/IA.sol:2 error AWrong is named by no test",
    ]);
  });

  it("refuses an error declared twice, but not in other people's interfaces or mocks", () => {
    const text = declared.text;
    const twice = [declared, { path: "contracts/b/IB.sol", text }, reverted, tested];
    expect(messages(checkSolidityErrors(twice))).to.deep.equal([
      "contracts/b/IB.sol:2 error AWrong is declared already in contracts/a/IA.sol:2",
    ]);
    const foreign = [
      { path: "contracts/interfaces/erc3643/IB.sol", text },
      { path: "contracts/mocks/B.sol", text },
    ];
    expect(checkSolidityErrors([declared, ...foreign, reverted, tested])).to.deep.equal([]);
  });
});

describe("checks > errors > TypeScript", () => {
  const registry = {
    path: "packages/protocol/src/errors.ts",
    text: 'export const errors = {\n  A_WRONG: { doc: "A is wrong." },\n};',
  };
  const raised = { path: "packages/sdk/src/a.ts", text: 'throw new ProtocolError("A_WRONG", {});' };
  const tested = { path: "test/a.ts", text: 'expect(error.code).to.equal("A_WRONG");' };

  it("is content with a code declared, raised and named", () => {
    expect(checkProtocolErrors([registry, raised, tested])).to.deep.equal([]);
  });

  it("refuses a code raised nowhere or named by no test", () => {
    expect(messages(checkProtocolErrors([registry, tested]))).to.deep.equal([
      "packages/protocol/src/errors.ts:2 A_WRONG is raised nowhere",
    ]);
    expect(messages(checkProtocolErrors([registry, raised]))).to.deep.equal([
      "packages/protocol/src/errors.ts:2 A_WRONG is named by no test",
    ]);
  });

  it("refuses a code declared twice", () => {
    const text = 'export const a = { A_WRONG: { doc: "" } };\nexport const b = { A_WRONG: { doc: "" } };';
    expect(messages(checkProtocolErrors([{ ...registry, text }, raised, tested]))).to.deep.equal([
      "packages/protocol/src/errors.ts:2 A_WRONG is declared twice",
    ]);
  });
});
