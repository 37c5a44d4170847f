import { JsonRpcProvider } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { checkPort } from "./checkPort.js";
import type { Connection } from "../context/Connection.js";

/** Parameters of {@link startL1}. */
export interface StartL1Parameters {
  readonly hre: HardhatRuntimeEnvironment;
  /** An L1 that runs already; embedded without it. */
  readonly l1Url?: string;
  readonly l1Port?: number;
  /** Day on which the embedded L1 begins. */
  readonly initialDate?: string;
}

/** The L1 of a development chain. */
export interface DevnetL1 {
  readonly url: string;
  readonly connection: Connection;
  /** What it wants with a blob: Hardhat's takes the proof of EIP-4844, others since Osaka those of EIP-7594. */
  readonly blobProofs: "cells" | "blob";
  /** Unix time of its latest block, seconds. */
  time(): Promise<bigint>;
  /** Mines a block at a time, Unix seconds. */
  advanceTo(time: bigint): Promise<void>;
  close(): Promise<void>;
}

const HOST = "127.0.0.1";
/** Milliseconds between two blocks of the embedded L1 to which nobody sends anything. */
const interval = 1_000;

/** Starts an embedded L1, served over RPC, or connects to one that runs. @throws PORT_IN_USE */
export async function startL1(parameters: StartL1Parameters): Promise<DevnetL1> {
  const { hre, l1Url } = parameters;
  const server = l1Url === undefined ? await serve(parameters) : undefined;
  const url = l1Url ?? `http://${HOST}:${String(server?.port)}`;
  const connection = await hre.network.create({ network: "localhost", override: { url } });
  const provider = new JsonRpcProvider(url, undefined, { cacheTimeout: -1 });
  const client = (await provider.send("web3_clientVersion", [])) as string;
  return {
    ...{ url, connection, blobProofs: /hardhat|edr/i.test(client) ? "blob" : "cells" },
    time: async () => timeOf(provider),
    advanceTo: async (time) => {
      if ((await timeOf(provider)) >= time) return;
      await provider.send("evm_setNextBlockTimestamp", [`0x${time.toString(16)}`]);
      await provider.send("evm_mine", []);
    },
    close: async () => {
      provider.destroy();
      await connection.close();
      await server?.close();
    },
  };
}

async function serve({ hre, l1Port, initialDate }: StartL1Parameters) {
  if (l1Port !== undefined) await checkPort({ host: HOST, port: l1Port, what: "The embedded L1" });
  const server = await hre.network.createServer(
    {
      network: "l1",
      override: { mining: { auto: true, interval }, ...(initialDate === undefined ? {} : { initialDate }) },
    },
    HOST,
    l1Port ?? 0,
  );
  const { port } = await server.listen();
  return { port, close: async () => server.close() };
}

async function timeOf(provider: JsonRpcProvider): Promise<bigint> {
  const block = await provider.getBlock("latest");
  return BigInt(block?.timestamp ?? 0);
}
