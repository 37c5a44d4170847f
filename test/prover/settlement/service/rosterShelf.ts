import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Roster } from "@muniment/sdk";
import { encodeRoster, rosterTrees } from "@muniment/sdk";
import { expect } from "chai";
import { RosterShelf } from "../../../../packages/prover/src/settlement/service/lane/RosterShelf.js";
import { rejected } from "../../../helpers/rejected.js";

describe("prover > RosterShelf", () => {
  const domain = 7n;
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "muniment-rosters-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Puts a roster into the folder. @returns Its roots. */
  function put(number: bigint, change: (text: string) => string = (same) => same) {
    const roster: Roster = { domain, number, time: 1_000n, holders: [], rules: [], signatures: [] };
    const file = join(folder, `${String(number)}.json`);
    writeFileSync(file, change(JSON.stringify(encodeRoster(roster))));
    const { holders, rules } = rosterTrees(roster);
    return { file, roots: { holders: holders.root, rules: rules.root, number, time: roster.time } };
  }

  it("SETTLE-71: finds the roster of L1's roots among others, and half a file when it is whole", async () => {
    const shelf = new RosterShelf(folder, domain);
    put(1n);
    const { roots } = put(2n, (text) => text.slice(0, 20));
    expect((await rejected(shelf.find(roots))).code).to.equal("PROVER_ROSTER_MISSING");
    put(2n);
    expect((await shelf.find(roots)).roster.number).to.equal(2n);
  });

  it("SETTLE-71: reads a file that has not the roster again only when it has changed", async () => {
    const shelf = new RosterShelf(folder, domain);
    const { file, roots } = put(1n, (text) => text.replace("{", "["));
    utimesSync(file, 1, 1);
    expect((await rejected(shelf.find(roots))).code).to.equal("PROVER_ROSTER_MISSING");
    writeFileSync(file, readFileSync(file, "utf8").replace("[", "{"));
    utimesSync(file, 1, 1);
    expect((await rejected(shelf.find(roots))).code).to.equal("PROVER_ROSTER_MISSING");
    utimesSync(file, 2, 2);
    expect((await shelf.find(roots)).roster.number).to.equal(1n);
  });

  it("SETTLE-71: finds nothing in a folder that is not there", async () => {
    const { roots } = put(1n);
    const shelf = new RosterShelf(join(folder, "away"), domain);
    expect((await rejected(shelf.find(roots))).code).to.equal("PROVER_ROSTER_MISSING");
  });
});
