import type { ContractMethod, ContractRunner, Interface } from "ethers";

/** A contract on the chain, by what the benchmarks use of it. */
export interface Deployed {
  readonly interface: Interface;
  getAddress(): Promise<string>;
  getFunction(name: string): ContractMethod;
  connect(runner: ContractRunner): Pick<Deployed, "getFunction">;
}
