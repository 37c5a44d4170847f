/** Where the registry of a settlement lane is: what its typed data are bound to. */
export interface RegistryPlace {
  /** Chain id of the L1. */
  readonly chainId: bigint;
  /** Address of SettlementRegistry. */
  readonly registry: string;
}

/** EIP-712 domain of a registry (SETTLE-60). */
export const registryDomain = ({ chainId, registry }: RegistryPlace) => ({
  ...{ name: "Muniment SettlementRegistry", version: "1", chainId, verifyingContract: registry },
});
