import type { JsonRpcError, JsonRpcPayload, JsonRpcResult } from "ethers";
import { ConnectedProvider } from "../../../tasks/context/ConnectedProvider.js";

/** A simulated network of Hardhat's, as ethers' own provider; it can be taken down for a while. */
export class HardhatRpc extends ConnectedProvider {
  isDown = false;
  /** Methods that fail. */
  readonly refused = new Set<string>();

  /** @inheritdoc */
  override async _send(
    payload: JsonRpcPayload | JsonRpcPayload[],
  ): Promise<(JsonRpcResult | JsonRpcError)[]> {
    const payloads = Array.isArray(payload) ? payload : [payload];
    const isRefused = payloads.some(({ method }) => this.isDown || this.refused.has(method));
    if (!isRefused) return await super._send(payload);
    return payloads.map(({ id }) => ({ id, error: { code: -32_000, message: "connection refused" } }));
  }
}
