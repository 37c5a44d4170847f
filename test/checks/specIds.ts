import { expect } from "chai";
import { checkSpecIds } from "../../checks/spec/checkSpecIds.js";
import { messages } from "./helpers/messages.js";

const spec = { path: "spec/a.md", text: "# A\n**ABC-1** One.\n**ABC-2** Two, see ABC-1.\n" };
const check = (...files: { path: string; text: string }[]): string[] =>
  messages(checkSpecIds([spec, ...files]));

describe("checks > spec ids", () => {
  it("is content when every rule is named in a title or a Solidity comment", () => {
    const ts = { path: "test/a.ts", text: 'it("ABC-1: holds", () => {});' };
    const sol = { path: "test/invariant/A.t.sol", text: "/// ABC-2: holds for ever" };
    expect(check(ts, sol)).to.deep.equal([]);
  });

  it("refuses a rule that no test names; a comment in TypeScript is no test", () => {
    const ts = { path: "test/a.ts", text: '// ABC-2\nit("ABC-1: holds", () => {});' };
    expect(check(ts)).to.deep.equal(["spec/a.md:3 ABC-2 is named by no test"]);
  });

  it("refuses a vanished rule, of a known or an unknown prefix", () => {
    const ts = {
      path: "test/a.ts",
      text: 'it("ABC-1, ABC-2: hold");\nit("ABC-3: gone");\nit("XYZ-1: gone");',
    };
    expect(check(ts)).to.deep.equal([
      "test/a.ts:2 names ABC-3, which spec/ does not state",
      "test/a.ts:3 names XYZ-1, which spec/ does not state",
    ]);
  });

  it("refuses a contract that cites a vanished rule", () => {
    const ts = { path: "test/a.ts", text: 'it("ABC-1, ABC-2: hold");' };
    const sol = { path: "contracts/A.sol", text: "/// Source: ABC-7, ERC-20." };
    expect(check(ts, sol)).to.deep.equal(["contracts/A.sol:1 names ABC-7, which spec/ does not state"]);
  });

  it("refuses a rule stated twice", () => {
    const again = { path: "spec/b.md", text: "**ABC-1** Again.\n" };
    const ts = { path: "test/a.ts", text: 'it("ABC-1, ABC-2: hold");' };
    expect(check(again, ts)).to.deep.equal(["spec/b.md:1 ABC-1 is stated already in spec/a.md:2"]);
  });

  it("leaves other people's documents alone", () => {
    const ts = { path: "test/a.ts", text: 'it("ABC-1, ABC-2: hold");\nit("ERC-20: returns true");' };
    expect(check(ts)).to.deep.equal([]);
  });
});
