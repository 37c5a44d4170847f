import type { Hex } from "@muniment/protocol";
import type { Chance } from "../chance/Chance.js";
import type { Ledger } from "../chain/Ledger.js";
import type { Holding } from "../holders/Holding.js";
import type { People } from "../people/People.js";
import type { CompiledContracts } from "../solidity/compileContracts.js";
import type { Draw } from "./draws.js";
import type { Intent } from "./Intent.js";

/** Addresses of a workload's contracts by the names it gives them. */
export type Places = Readonly<Record<string, Hex>>;

/** Where a workload's contracts are put up: everything happens by transactions, executed interpreted. */
export interface Site {
  readonly ledger: Ledger;
  readonly contracts: CompiledContracts;
  readonly people: People;
}

/** What the transactions of a run are drawn from. */
export interface Scene {
  readonly places: Places;
  readonly people: People;
  readonly chance: Chance;
  readonly draw: Draw;
}

/** One kind of load: contracts, what the holders have at the start, and a stream of transactions. */
export interface Workload {
  readonly name: string;
  /** One line: what a transaction does. */
  readonly says: string;
  /** Holders that it is measured with at most; 1,000,000 unless told. */
  readonly largest?: number;
  /** Transactions of a block, when 1,000 exceed the block gas limit. */
  readonly blockSize?: number;
  /** Whether some accounts are hot; otherwise everyone is as likely as the next. */
  readonly isHot?: boolean;
  /** Why it cannot be measured here; undefined when it can. */
  readonly missing?: () => string | undefined;
  /** Deploys the contracts and sets them up. */
  deploy(site: Site): Places | Promise<Places>;
  /** The slots that every holder, or every sender, has at the start. */
  holdings(places: Places): readonly Holding[];
  /** The transactions, one after the other: the same for the same scene, whichever thread asks. */
  intents(scene: Scene): () => Intent;
}
