import { readdir, readFile, stat } from "node:fs/promises";
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
  /** The roots that were looked for last. */
  #sought = "";
  /** Files without the roster that is looked for, with what says whether they have changed since. */
  readonly #others = new Map<string, string>();

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
    const sought = `${String(roots.holders)} ${String(roots.rules)}`;
    if (sought !== this.#sought) this.#others.clear();
    this.#sought = sought;
    for (const name of await this.#names()) {
      const open = await this.#look(join(this.#folder, name), roots);
      if (open === undefined) continue;
      this.#open = open;
      return open;
    }
    throw new ProtocolError("PROVER_ROSTER_MISSING", { number: roots.number });
  }

  /** None of a folder that is not there, or cannot be read. */
  async #names(): Promise<readonly string[]> {
    const names = await readdir(this.#folder).catch(() => []);
    return names.filter((name) => name.endsWith(".json"));
  }

  /** What is in a file, when these are its roots; one that was looked at is not read again before it changes. */
  async #look(file: string, roots: LaneRoots): Promise<OpenRoster | undefined> {
    const written = await stat(file).catch(() => undefined);
    const stamp = `${String(written?.mtimeMs)} ${String(written?.size)}`;
    if (written === undefined || this.#others.get(file) === stamp) return undefined;
    const text = await readFile(file, "utf8").catch(() => undefined);
    if (text === undefined) return undefined;
    const roster = parse(text);
    if (roster?.domain === this.#domain && roster.number === roots.number && roster.time === roots.time) {
      const open = { roster, ...rosterTrees(roster) };
      if (isOf(open, roots)) return open;
    }
    this.#others.set(file, stamp);
    return undefined;
  }
}

/** A file that is only half there yet is looked at again when it changes; one that is none is left aside. */
function parse(text: string): Roster | undefined {
  try {
    return decodeRoster(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function isOf({ holders, rules }: RosterTrees, roots: LaneRoots): boolean {
  return holders.root === roots.holders && rules.root === roots.rules;
}
