import { expect } from "chai";
import { checkSolidityLayers } from "../../checks/layers/checkSolidityLayers.js";
import { checkTypescriptLayers } from "../../checks/layers/checkTypescriptLayers.js";
import { messages } from "./helpers/messages.js";

const solidity = (path: string, text: string): string[] => messages(checkSolidityLayers([{ path, text }]));
const typescript = (path: string, text: string, manifest = "{}"): string[] =>
  messages(
    checkTypescriptLayers([
      { path, text },
      { path: "packages/sdk/package.json", text: manifest },
      {
        path: "packages/node/package.json",
        text: '{ "dependencies": { "@muniment/sdk": "1", "ethers": "6" } }',
      },
    ]),
  );

describe("checks > layers > Solidity", () => {
  const token = "contracts/assets/token/RwaToken.sol";

  it("allows its own folder, what the table names, and OpenZeppelin", () => {
    const text = [
      'import {A} from "./A.sol";',
      'import {B} from "../compliance/modules/B.sol";',
      'import {C} from "../../types/C.sol";',
      'import {D} from "@openzeppelin/contracts/D.sol";',
    ].join("\n");
    expect(solidity(token, text)).to.deep.equal([]);
  });

  it("refuses an import up the table and names the line", () => {
    const [found, ...more] = solidity(
      token,
      'pragma solidity 0.8.37;\nimport {A} from "../lifecycle/A.sol";',
    );
    expect(more).to.deep.equal([]);
    expect(found).to.match(
      /^contracts\/assets\/token\/RwaToken\.sol:2 assets\/token imports assets\/lifecycle/,
    );
  });

  it("refuses L1 in L2, assets in L1, and mocks anywhere", () => {
    expect(solidity("contracts/L2/bridge/A.sol", 'import {B} from "../../L1/rollup/B.sol";')).to.have.length(
      1,
    );
    expect(
      solidity("contracts/L1/bridge/A.sol", 'import {B} from "../../assets/token/B.sol";'),
    ).to.have.length(1);
    expect(solidity(token, 'import {B} from "../../mocks/B.sol";')[0]).to.include(
      "which no layer may import",
    );
  });

  it("refuses another package and a folder that no table names", () => {
    expect(solidity(token, 'import {B} from "@onchain-id/solidity/B.sol";')[0]).to.include(
      "only OpenZeppelin",
    );
    expect(solidity("contracts/utils/A.sol", "")[0]).to.include("no folder of architecture.md's table");
  });

  it("reads imports over several lines and no comments", () => {
    expect(solidity(token, 'import {\n  A,\n  B\n} from "../lifecycle/A.sol";')).to.have.length(1);
    expect(solidity(token, '// import {A} from "../lifecycle/A.sol";')).to.deep.equal([]);
  });
});

describe("checks > layers > TypeScript", () => {
  it("allows what the table names", () => {
    expect(typescript("packages/node/src/a.ts", 'import { a } from "@muniment/sdk";')).to.deep.equal([]);
    expect(typescript("test/a.ts", 'import { a } from "../tasks/a.js";')).to.deep.equal([]);
  });

  it("refuses a service that imports a service", () => {
    const found = typescript("packages/node/src/a.ts", '\nimport { a } from "@muniment/prover";');
    expect(found[0]).to.match(
      /^packages\/node\/src\/a\.ts:2 packages\/node imports packages\/prover; it may import/,
    );
  });

  it("sees dynamic imports and re-exports", () => {
    expect(typescript("packages/sdk/src/a.ts", 'export { a } from "@muniment/node";')).to.have.length(1);
    expect(typescript("packages/sdk/src/a.ts", 'await import("@muniment/node");')).to.have.length(1);
  });

  it("refuses a relative path into another package, and a package that is not declared", () => {
    const path = "packages/sdk/src/a.ts";
    expect(typescript(path, 'import { a } from "../../protocol/src/a.js";')[0]).to.include(
      "by a relative path",
    );
    expect(typescript(path, 'import { z } from "zod";')[0]).to.include("does not declare");
    expect(
      typescript(path, 'import { z } from "zod/v4";', '{ "dependencies": { "zod": "4" } }'),
    ).to.deep.equal([]);
  });

  it("lets nothing import tests, and protocol nothing of Node.js", () => {
    expect(typescript("tasks/a.ts", 'import { a } from "../test/helpers/a.js";')).to.have.length(1);
    expect(typescript("packages/protocol/src/a.ts", 'import { readFileSync } from "node:fs";')[0]).to.include(
      "pure",
    );
    expect(typescript("packages/sdk/src/a.ts", 'import { readFileSync } from "node:fs";')).to.deep.equal([]);
  });

  it("lets the reference virtual machine use what the root declares for development, and be used by tests", () => {
    const reference = "packages/executor/src/vm/reference/a.ts";
    const root = { path: "package.json", text: '{ "devDependencies": { "@ethereumjs/vm": "10" } }' };
    const check = (path: string, text: string) =>
      checkTypescriptLayers([root, { path, text }]).map(({ message }) => message);
    const use = 'import { runTx } from "@ethereumjs/vm";';
    const enter = 'import { referenceRunner } from "@muniment/executor/reference";';
    expect(check(reference, use)).to.deep.equal([]);
    expect(check(reference, 'import { a } from "../cases/a.js";')).to.deep.equal([]);
    expect(check("packages/executor/src/a.ts", use)[0]).to.include("does not declare");
    expect(check("packages/executor/src/a.ts", 'import { a } from "./vm/reference/a.js";')[0]).to.include(
      "imports packages/executor/src/vm/reference",
    );
    expect(check("packages/node/src/a.ts", enter)[0]).to.include("may import");
    expect(check("bench/a.ts", enter)).to.deep.equal([]);
    expect(check("test/a.ts", enter)).to.deep.equal([]);
  });

  it("refuses a folder that no table names", () => {
    expect(typescript("packages/utils/src/a.ts", "")[0]).to.include("no folder of");
  });
});
