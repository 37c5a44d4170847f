import type { Hex } from "@muniment/protocol";
import { Interface } from "ethers";
import type { Result } from "ethers";
import type { Ledger } from "../chain/Ledger.js";
import { artifact } from "./artifact.js";

/** A contract of this repository on the executor's own state. */
export class RwaContract {
  readonly address: Hex;
  readonly interface: Interface;
  readonly #ledger: Ledger;

  /** Deploys it by a transaction. */
  constructor(ledger: Ledger, name: string, args: readonly unknown[] = []) {
    const { abi, bytecode } = artifact(name);
    this.#ledger = ledger;
    this.interface = new Interface(abi);
    this.address = ledger.create(`${bytecode}${this.interface.encodeDeploy(args).slice(2)}`, name);
  }

  /** Calls it by a transaction of the deployer, who owns everything. */
  send(name: string, args: readonly unknown[] = []): void {
    this.#ledger.call(this.address, this.interface.encodeFunctionData(name, args) as Hex);
  }

  /** What a call returns; its transaction stays in the chain, and changes nothing. */
  read(name: string, args: readonly unknown[] = []): Result {
    this.send(name, args);
    return this.interface.decodeFunctionResult(name, this.#ledger.returned());
  }
}
