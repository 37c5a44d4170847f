/** Largest raw transaction that is decoded, bytes, unless the caller says otherwise: what Ethereum's nodes relay. */
export const defaultSizeLimit = 131_072;
