import type { Interface } from "ethers";

/** What a deployed address is called and how its calls are read, for profiles. */
export class ContractNames {
  readonly #names = new Map<string, string>();
  readonly #functions = new Map<string, string>();

  /** Names an address, and learns the functions of its interface. */
  add(address: string, name: string, abi: Interface): void {
    this.#names.set(address.toLowerCase(), name);
    abi.forEachFunction(({ selector, name: fn }) => {
      if (!this.#functions.has(selector)) this.#functions.set(selector, fn);
    });
  }

  /** The name of an address, or its first bytes. */
  nameOf(address: string): string {
    return this.#names.get(address.toLowerCase()) ?? `${address.slice(0, 10)}…`;
  }

  /** The function of a selector, the selector itself if unknown, or nothing for a call without one. */
  functionOf(selector: string): string {
    if (selector.length < 10) return "(no selector)";
    return this.#functions.get(selector.slice(0, 10)) ?? selector.slice(0, 10);
  }
}
