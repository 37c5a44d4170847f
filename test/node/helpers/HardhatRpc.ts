import {
  JsonRpcApiProvider,
  Network,
  type JsonRpcError,
  type JsonRpcPayload,
  type JsonRpcResult,
} from "ethers";

/** What asks a simulated network. */
interface Requester {
  request(request: { method: string; params?: unknown[] }): Promise<unknown>;
}

/** A simulated network of Hardhat's, as ethers' own provider; it can be taken down for a while. */
export class HardhatRpc extends JsonRpcApiProvider {
  isDown = false;
  /** Methods that fail. */
  readonly refused = new Set<string>();
  readonly #requester: Requester;

  constructor(requester: Requester, chainId: bigint) {
    const network = Network.from(chainId);
    super(network, { staticNetwork: network, cacheTimeout: -1, batchMaxCount: 1 });
    this.#requester = requester;
    this._start();
  }

  /** @inheritdoc */
  async _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<(JsonRpcResult | JsonRpcError)[]> {
    const payloads = Array.isArray(payload) ? payload : [payload];
    return Promise.all(
      payloads.map(async ({ id, method, params }) => {
        try {
          if (this.isDown || this.refused.has(method)) throw new TypeError("connection refused");
          return { id, result: await this.#requester.request({ method, params: params as unknown[] }) };
        } catch (error) {
          return { id, error: { code: -32000, message: (error as Error).message } };
        }
      }),
    );
  }
}
