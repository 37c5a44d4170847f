import { ProtocolError } from "@muniment/protocol";
import { simulatedKey, simulatedName, type RollupParameters } from "@muniment/sdk";
import { computeAddress, getAddress, type Signer, Wallet } from "ethers";

import type { Connection } from "../context/Connection.js";

type Account = RollupParameters["accounts"][string];

/** Accounts of a rollup's parameters on one network: their addresses, and who can sign for them. */
export class RollupSigners {
  /** By the names that the parameters give them. */
  readonly addresses: Readonly<Record<string, string>>;
  readonly #connection: Connection;
  readonly #accounts: RollupParameters["accounts"];
  readonly #held: ReadonlyMap<string, Signer>;

  private constructor(
    connection: Connection,
    accounts: RollupParameters["accounts"],
    held: ReadonlyMap<string, Signer>,
  ) {
    this.#connection = connection;
    this.#accounts = accounts;
    this.#held = held;
    this.addresses = Object.fromEntries(
      Object.entries(accounts).map(([name, account]) => [name, this.#addressOf(name, account)]),
    );
  }

  /** @throws ACCOUNT_UNKNOWN when the network has fewer keys than the parameters count on */
  static async on(connection: Connection, { accounts }: RollupParameters): Promise<RollupSigners> {
    const signers = await connection.ethers.getSigners();
    const held = new Map<string, Signer>(signers.map((signer) => [signer.address, signer]));
    return new RollupSigners(connection, accounts, held);
  }

  /** Signer of an account; undefined when its key is elsewhere. */
  signerOf(account: string): Signer | undefined {
    const name = simulatedName(this.#accounts[account]);
    if (name !== undefined) return new Wallet(simulatedKey(name), this.#connection.ethers.provider);
    return this.#held.get(this.addresses[account] ?? "");
  }

  /** Names of accounts with simulated keys. */
  get simulated(): string[] {
    return Object.keys(this.#accounts).filter((name) => simulatedName(this.#accounts[name]) !== undefined);
  }

  #addressOf(name: string, account: Account): string {
    const simulated = simulatedName(account);
    if (simulated !== undefined) return computeAddress(simulatedKey(simulated));
    if (typeof account === "string") return getAddress(account);
    const address = [...this.#held.keys()][account];
    if (address !== undefined) return address;
    const known = `${this.#held.size.toString()} accounts of the network`;
    throw new ProtocolError("ACCOUNT_UNKNOWN", { account: name, known });
  }
}
