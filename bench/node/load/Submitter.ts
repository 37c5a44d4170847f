/** Sends JSON-RPC over connections that last. */
export interface Submitter {
  /** @returns The answer's text. */
  send(body: string): Promise<string>;
  close(): void;
}

/** How requests travel. */
export type Transport = "http" | "websocket";
