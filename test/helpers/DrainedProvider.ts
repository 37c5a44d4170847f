import { JsonRpcProvider, type JsonRpcPayload, type JsonRpcResult } from "ethers";

/** Milliseconds that ethers collects requests before it sends them, and some. */
const stall = 30;

/**
 * ethers' provider, which ends when its last request is answered: who waits for a transaction asks at every block, and
 * what is asked when it is destroyed is rejected where nobody hears it.
 */
export class DrainedProvider extends JsonRpcProvider {
  #pending = 0;

  /** @inheritdoc */
  override async _send(payload: JsonRpcPayload | JsonRpcPayload[]): Promise<JsonRpcResult[]> {
    this.#pending++;
    try {
      return await super._send(payload);
    } finally {
      this.#pending--;
    }
  }

  /** Listens to nothing more, waits for what is asked, and ends. */
  async drain(): Promise<void> {
    await this.removeAllListeners();
    do await new Promise((resolve) => setTimeout(resolve, stall));
    while (this.#pending > 0);
    this.destroy();
  }
}
