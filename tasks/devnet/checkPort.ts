import { once } from "node:events";
import { createServer } from "node:net";

import { portError, type ListenPlace } from "@muniment/node";

/**
 * Listens for a moment, to find out before anything is started whether one can: what Hardhat's server meets there ends the
 * process.
 * @throws PORT_IN_USE
 */
export async function checkPort(place: ListenPlace): Promise<void> {
  const { host, port } = place;
  const server = createServer();
  try {
    await once(server.listen({ host, port }), "listening");
  } catch (error) {
    throw portError(error, place);
  }
  server.close();
  await once(server, "close");
}
