import { once } from "node:events";
import { WebSocket } from "ws";

/** A WebSocket to a node, open. @param url Of HTTP. */
export async function openSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url.replace(/^http/, "ws"), { perMessageDeflate: false });
  await once(socket, "open");
  return socket;
}
