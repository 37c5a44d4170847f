import type { Connection } from "../../../../tasks/context/Connection.js";
import { wait } from "./wait.js";

/**
 * Makes a connection's transactions be in a block when they count as sent, as they are on a simulated network: helpers
 * that were written for those send one after another without waiting.
 */
export function inBlocks(connection: Connection): Connection {
  const { provider } = connection;
  const request = provider.request.bind(provider);
  provider.request = async (asked) => {
    const answer: unknown = await request(asked);
    if (/^eth_send(Raw)?Transaction$/.test(asked.method)) {
      const receipt = { method: "eth_getTransactionReceipt", params: [answer] };
      await wait(`the receipt of ${String(answer)}`, async () => {
        const found: unknown = await request(receipt);
        return found ?? undefined;
      });
    }
    return answer;
  };
  return connection;
}
