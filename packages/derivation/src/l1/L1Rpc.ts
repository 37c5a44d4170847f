/** JSON-RPC of an L1 node, as ethers' providers have it. */
export interface L1Rpc {
  /** @throws anything, when the node cannot be asked or answers with an error */
  send(method: string, parameters: unknown[]): Promise<unknown>;
}
