import type { WebSocket } from "ws";
import type { Dispatcher } from "../Dispatcher.js";
import type { RpcClient } from "../RpcClient.js";
import { resultText } from "../resultText.js";
import type { RpcLimits } from "../RpcLimits.js";

/** Requests of one connection that are answered at a time; more wait in the socket. */
const mostUnderWay = 64;

/** Serves one WebSocket until it closes. */
export function serveSocket(socket: WebSocket, dispatcher: Dispatcher, limits: RpcLimits): void {
  const send = (text: string): void => {
    // Who does not read what it asked for is cut off.
    if (socket.bufferedAmount > limits.backlog) socket.terminate();
    else if (socket.readyState === socket.OPEN) socket.send(text);
  };
  const client: RpcClient = {
    subscriptions: new Map(),
    notify: (subscription, result) =>
      send(
        `{"jsonrpc":"2.0","method":"eth_subscription","params":{"subscription":"${subscription}","result":${resultText(result)}}}`,
      ),
  };
  let underWay = 0;
  socket.on("message", (data) => {
    if (++underWay >= mostUnderWay) socket.pause();
    // eslint-disable-next-line @typescript-eslint/no-base-to-string -- a Buffer: binaryType is left as it is
    void dispatcher.answer(data.toString(), client).then((answer) => {
      if (--underWay < mostUnderWay) socket.resume();
      if (answer !== undefined) send(answer);
    });
  });
  socket.on("error", () => socket.terminate());
  socket.on("close", () => {
    for (const end of client.subscriptions.values()) end();
    client.subscriptions.clear();
  });
}
