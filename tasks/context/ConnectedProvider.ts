import {
  JsonRpcApiProvider,
  type JsonRpcError,
  type JsonRpcPayload,
  type JsonRpcResult,
  Network,
} from "ethers";

import type { Connection } from "./Connection.js";

/** A network of Hardhat's as ethers' own provider, which the sender of transactions asks for. */
export class ConnectedProvider extends JsonRpcApiProvider {
  readonly #connection: Pick<Connection, "provider">;

  /** @param chainId Of the network. */
  constructor(connection: Pick<Connection, "provider">, chainId: bigint) {
    const network = Network.from(chainId);
    super(network, { staticNetwork: network, cacheTimeout: -1, batchMaxCount: 1 });
    this.#connection = connection;
    this._start();
  }

  /** @inheritdoc */
  async _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<(JsonRpcResult | JsonRpcError)[]> {
    const payloads = Array.isArray(payload) ? payload : [payload];
    return Promise.all(
      payloads.map(async ({ id, method, params }) => {
        try {
          const result: unknown = await this.#connection.provider.request({
            method,
            params: params as unknown[],
          });
          return { id, result };
        } catch (error) {
          const { message, code = -32_000, data } = error as Error & { code?: number; data?: unknown };
          return { id, error: { code, message, data } };
        }
      }),
    );
  }
}
