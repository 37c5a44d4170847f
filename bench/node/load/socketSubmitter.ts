import { openSocket } from "./openSocket.js";
import type { Submitter } from "./Submitter.js";

/** Sends over WebSockets in turn. A node answers in any order: an answer is found by the id of its first request. */
export async function socketSubmitter(url: string, connections: number): Promise<Submitter> {
  const waiting = new Map<string, (text: string) => void>();
  const sockets = await Promise.all(Array.from({ length: connections }, async () => openSocket(url)));
  for (const socket of sockets) {
    socket.on("message", (data: Buffer) => {
      const text = data.toString("latin1");
      const id = firstId(text);
      waiting.get(id)?.(text);
      waiting.delete(id);
    });
  }
  let turn = 0;
  const send = (body: string): Promise<string> =>
    new Promise((resolve) => {
      waiting.set(firstId(body), resolve);
      sockets[turn++ % sockets.length]?.send(body);
    });
  return {
    send,
    close: () => {
      for (const socket of sockets) socket.terminate();
    },
  };
}

const mark = '"id":';

function firstId(text: string): string {
  const start = text.indexOf(mark) + mark.length;
  return text.slice(start, text.indexOf(",", start));
}
