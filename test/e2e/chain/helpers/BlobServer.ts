import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Hex } from "@muniment/protocol";
import type { Anvil } from "../../../helpers/Anvil.js";
import { AnvilArchive } from "./AnvilArchive.js";

/** L1's blobs on a web server, for processes that are to work when the lane's node is off. */
export class BlobServer {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(anvil: Anvil): Promise<BlobServer> {
    const archive = new AnvilArchive(anvil);
    const server = createServer((request, response) => {
      const versionedHash = (request.url ?? "").slice(1) as Hex;
      archive.blob({ versionedHash } as Parameters<AnvilArchive["blob"]>[0]).then(
        (blob) => response.writeHead(blob === undefined ? 404 : 200).end(blob),
        () => response.writeHead(500).end(),
      );
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return new BlobServer(server);
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async close(): Promise<void> {
    await new Promise((closed) => {
      this.#server.close(closed);
      this.#server.closeAllConnections();
    });
  }
}
