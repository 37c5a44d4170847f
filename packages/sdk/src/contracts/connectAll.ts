import type { ContractRunner } from "ethers";

/** Contract factories by the names of their contracts. */
export type Connectors = Readonly<
  Record<string, { connect(address: string, runner: ContractRunner): unknown }>
>;

/** Typed handles of the contracts that factories are for. */
export type Connected<Named extends Connectors> = {
  readonly [Name in keyof Named]: ReturnType<Named[Name]["connect"]>;
};

/** Connects to a contract by each factory. @param runner Provider to read, signer to send as well. */
export function connectAll<Named extends Connectors>(
  connectors: Named,
  addresses: Readonly<Record<keyof Named, string>>,
  runner: ContractRunner,
): Connected<Named> {
  const entries = Object.entries(connectors).map(([name, factory]) => [
    name,
    factory.connect(addresses[name as keyof Named], runner),
  ]);
  return Object.fromEntries(entries) as Connected<Named>;
}
