/** Published figures of others, each with its source. */
export const peers = {
  bytes: { name: "Jovay's model, RLP", value: 211 },
  perBlob: { name: "Jovay's model, RLP", value: 602 },
  /** At 6, 14 and 21 blobs in 12 s, computed from the transactions of a blob. */
  dataBound: { name: "Jovay's model, RLP", perBlob: 602 },
  gasPerTransfer: { name: "Jovay's model, no ZK", value: 199 },
  blobGasPerTransfer: { name: "Jovay's model, RLP", value: 218 },
  commit: { name: "OP proposeL2Output", value: 92_973 },
  ethDeposit: { name: "OP depositTransaction", value: 68_422 },
  tokenDeposit: { name: "OP depositERC20, benchmark", value: 564_398 },
  claim: { name: "OP prove + finalize", value: 228_274 },
  attest: { name: "DCAP quote through SP1", value: 493_000 },
} as const;
