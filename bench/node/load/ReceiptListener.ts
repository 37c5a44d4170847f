import { once } from "node:events";
import { ProtocolError } from "@muniment/protocol";
import type { WebSocket } from "ws";
import { openSocket } from "./openSocket.js";

interface Told {
  readonly params: { readonly result: { readonly transactionHashes: readonly string[] } };
}

/** Follows signed receipts over a WebSocket of its own, and keeps what came, to be checked when there is time. */
export class ReceiptListener {
  readonly #socket: WebSocket;
  #kept: string[] = [];

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /**
   * @param onReceipts Told of the hashes of a block's transactions, and when its signed receipts were here (ms).
   * @throws BENCH_INVALID when the node does not sign
   */
  static async open(
    url: string,
    onReceipts: (hashes: readonly string[], at: number) => void,
  ): Promise<ReceiptListener> {
    const socket = await openSocket(url);
    const listener = new ReceiptListener(socket);
    socket.send(
      JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_subscribe", params: ["signedReceipts"] }),
    );
    const [answer] = (await once(socket, "message")) as [Buffer];
    if (answer.includes('"error"')) throw new ProtocolError("BENCH_INVALID", { problem: answer.toString() });
    socket.on("message", (data: Buffer) => {
      const at = performance.now();
      const text = data.toString("latin1");
      const { transactionHashes } = (JSON.parse(text) as Told).params.result;
      if (transactionHashes.length === 0) return;
      listener.#kept.push(text);
      onReceipts(transactionHashes, at);
    });
    return listener;
  }

  /** The notifications since the last time. */
  taken(): readonly string[] {
    const taken = this.#kept;
    this.#kept = [];
    return taken;
  }

  close(): void {
    this.#socket.terminate();
  }
}
