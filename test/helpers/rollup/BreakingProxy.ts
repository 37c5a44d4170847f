import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

const SENDS = new Set(["eth_sendTransaction", "eth_sendRawTransaction"]);

interface Request {
  readonly id: number;
  readonly method: string;
}

/** A way to an L1 node that takes so many transactions and then refuses every further one. */
export class BreakingProxy {
  readonly #server: Server;
  #left = 0;
  #losesLast = false;
  /** Transactions that went through, since the beginning. */
  sent = 0;

  private constructor(target: string) {
    this.#server = createServer((request, response) => {
      void this.#answer(target, request).then((text) => {
        response.setHeader("content-type", "application/json");
        response.end(text);
      });
    });
  }

  static async start(target: string): Promise<BreakingProxy> {
    const proxy = new BreakingProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  /**
   * From now on so many transactions go through.
   * @param losesLast Whether the last of them goes through, and its answer is lost.
   */
  allow(count: number, losesLast = false): void {
    this.#left = count;
    this.#losesLast = losesLast;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(target: string, request: IncomingMessage): Promise<string> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    const parsed = JSON.parse(body) as Request | Request[];
    const sends = [parsed].flat().filter(({ method }) => SENDS.has(method));
    const error = { code: -32_000, message: "the way to L1 is broken" };
    const answers = [parsed].flat().map(({ id }) => ({ jsonrpc: "2.0", id, error }));
    const broken = JSON.stringify(Array.isArray(parsed) ? answers : answers[0]);
    if (sends.length > this.#left) return broken;
    this.#left -= sends.length;
    this.sent += sends.length;
    const response = await fetch(target, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    const text = await response.text();
    return this.#losesLast && sends.length > 0 && this.#left === 0 ? broken : text;
  }
}
