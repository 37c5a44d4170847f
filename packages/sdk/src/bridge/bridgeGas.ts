/** Gas that the gateways of L1 give the calls of their messages on L2, and the size of those calls' data where it is fixed. */
export const bridgeGas = {
  /** L1TokenGateway: the form of a token is made. */
  createForm: 3_000_000n,
  /** L1PermissionedGateway: a form is paired. */
  pairUnits: { gas: 300_000n, size: 100n },
  /** L1PermissionedGateway: units arrive. */
  arriveUnits: { gas: 3_000_000n, size: 132n },
} as const;
