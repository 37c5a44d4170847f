/** Assets of the development chain's settlement lane. */
export const assets = { bond: 1n, cash: 2n } as const;
