import { glob, readFile } from "node:fs/promises";
import { basename } from "node:path";
import { GRANTS, ROLES, STAGE_CONTRACTS } from "@muniment/sdk";
import { expect } from "chai";

import { maskComments } from "../../../checks/text/maskComments.js";
import { loadBond, type BondWalk } from "../../helpers/bondWalk.js";

const FUNCTION = /\bfunction\s+(\w+)\s*\([^)]*\)([^{;]*)\{/g;

/** `Contract.function` of every function whose callers the access manager chooses, read from the sources. */
async function restrictedFunctions(): Promise<string[]> {
  const found: string[] = [];
  for await (const path of glob("contracts/{assets,l1,l2}/**/*.sol")) {
    const source = maskComments(await readFile(path, "utf8"));
    for (const [, name, modifiers] of source.matchAll(FUNCTION)) {
      if (/\brestricted\b/.test(modifiers ?? "")) found.push(`${basename(path, ".sol")}.${name ?? ""}`);
    }
  }
  return found;
}

describe("GRANTS", () => {
  let bond: BondWalk;
  before(async () => {
    bond = await loadBond();
  });

  it("gives every restricted function to one role, and no other function", async () => {
    const functions = await restrictedFunctions();
    expect(functions).to.have.length.greaterThan(30);
    expect(GRANTS.map(({ contract, method }) => `${contract}.${method}`)).to.have.members(functions);
  });

  it("is in force on the chain", async () => {
    const { contracts } = bond.context;
    for (const { contract, method, role } of GRANTS) {
      const selector = contracts[contract].interface.getFunction(method as never).selector;
      expect(selector, `${contract}.${method}`).to.match(/^0x[0-9a-f]{8}$/);
      const present = await contracts.AccessManager.getTargetFunctionRole(
        contracts[contract].target,
        selector,
      );
      expect(present, `${contract}.${method}`).to.equal(ROLES[role]);
    }
  });

  it("lets the stage contracts, and no account, act as stages", async () => {
    const { contracts, manifest } = bond.context;
    for (const name of STAGE_CONTRACTS) {
      const [isMember] = await contracts.AccessManager.hasRole(ROLES.STAGE_CONTRACT, contracts[name].target);
      expect(isMember, name).to.equal(true);
    }
    for (const [name, account] of Object.entries(manifest.accounts)) {
      const [isMember] = await contracts.AccessManager.hasRole(ROLES.STAGE_CONTRACT, account);
      expect(isMember, name).to.equal(false);
    }
  });
});
