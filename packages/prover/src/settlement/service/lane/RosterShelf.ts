import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeRoster, rosterTrees } from "@muniment/sdk";
import type { Roster, RosterTrees } from "@muniment/sdk";
import { ProtocolError } from "@muniment/protocol";
import type { LaneRoots } from "./LaneRoots.js";

/** A roster with its trees. */
export interface OpenRoster extends RosterTrees {
  readonly roster: Roster;
}

/**
 * The rosters that registrars gave the prover: JSON files of a folder. What they say counts when their roots are those
 * on L1, and not before; so nobody has to believe the folder.
 */
export class RosterShelf {
  readonly #folder: string;
  readonly #domain: bigint;
  #open: OpenRoster | undefined;

  constructor(folder: string, domain: bigint) {
    this.#folder = folder;
    this.#domain = domain;
  }

  /**
   * The roster of these roots.
   * @throws PROVER_ROSTER_MISSING
   */
  async find(roots: LaneRoots): Promise<OpenRoster> {
    if (this.#open !== undefined && isOf(this.#open, roots)) return this.#open;
    for (const roster of await this.#read(roots)) {
      const open = { roster, ...rosterTrees(roster) };
      if (!isOf(open, roots)) continue;
      this.#open = open;
      return open;
    }
    throw new ProtocolError("PROVER_ROSTER_MISSING", { number: roots.number });
  }

  async #read({ number, time }: LaneRoots): Promise<Roster[]> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith(".json"));
    const rosters: Roster[] = [];
    for (const name of names) {
      const roster = await this.#parse(join(this.#folder, name));
      if (roster?.domain === this.#domain && roster.number === number && roster.time === time)
        rosters.push(roster);
    }
    return rosters;
  }

  /** A file that is only half there yet is looked at again; one that is none is left aside. */
  async #parse(file: string): Promise<Roster | undefined> {
    try {
      return decodeRoster(JSON.parse(await readFile(file, "utf8")));
    } catch {
      return undefined;
    }
  }
}

function isOf({ holders, rules }: RosterTrees, roots: LaneRoots): boolean {
  return holders.root === roots.holders && rules.root === roots.rules;
}
