/** A gateway of L1 that pays out within limits. */
export type PayingGateway = "L1EthGateway" | "L1TokenGateway" | "L1PermissionedGateway";
