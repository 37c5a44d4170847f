import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { JsonRpcProvider, Network } from "ethers";
import { chainId } from "./testNode.js";

const binary = fileURLToPath(
  new URL("../../../node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil", import.meta.url),
);

/** Whether the platform has anvil's binary; elsewhere nothing can be compared. */
export const hasAnvil = existsSync(binary);

/** An anvil beside the node, under the same chain id and rules. */
export async function startAnvil(
  more: readonly string[] = [],
): Promise<{ peer: JsonRpcProvider; anvil: ChildProcess; stop: () => void }> {
  const port = await freePort();
  const flags = ["--port", String(port), "--chain-id", String(chainId), "--hardfork", "osaka", "--silent"];
  const fees = ["--base-fee", "1000000", "--gas-limit", "240000000"];
  const anvil = spawn(binary, [...flags, ...fees, ...more], { stdio: "ignore" });
  const network = Network.from(chainId);
  const peer = new JsonRpcProvider(`http://127.0.0.1:${String(port)}`, network, {
    staticNetwork: network,
    cacheTimeout: -1,
  });
  for (let tries = 0; tries < 200; tries++) {
    const isUp = await peer.send("eth_chainId", []).then(
      () => true,
      () => false,
    );
    if (isUp) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const stop = (): void => {
    peer.destroy();
    anvil.kill();
  };
  return { peer, anvil, stop };
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
