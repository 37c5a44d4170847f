import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { CaseAccount } from "@muniment/executor/reference";
import { ProtocolError, toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { benchChain } from "../chain/benchChain.js";

/** Calls that are sent in one message. */
const perMessage = 250;
const startLimit = 60_000;

/** Where anvil is installed; undefined where it is not. */
export function anvilPath(): string | undefined {
  const packages = [
    `@foundry-rs/anvil-${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}`,
  ];
  const { resolve } = createRequire(import.meta.url);
  for (const name of packages) {
    try {
      return resolve(`${name}/bin/anvil`);
    } catch {
      // Not for this machine, or left out.
    }
  }
  return undefined;
}

/**
 * Milliseconds that anvil takes to mine raw transactions, which it was sent before, into one block.
 * @param accounts The state before the block: what the transactions look at.
 * @throws BENCH_INVALID when it does not include them all.
 */
export async function mineWithAnvil(
  path: string,
  accounts: ReadonlyMap<Hex, CaseAccount>,
  raws: readonly Uint8Array[],
): Promise<{ readonly time: number; readonly gasUsed: bigint }> {
  const folder = mkdtempSync(join(tmpdir(), "muniment-anvil-"));
  const genesis = join(folder, "genesis.json");
  writeFileSync(genesis, JSON.stringify(genesisOf(accounts)));
  const anvil = spawn(path, argumentsOf(genesis), { stdio: ["ignore", "pipe", "ignore"] });
  try {
    const url = await urlOf(anvil);
    await sendAll(url, raws);
    const start = performance.now();
    await call(url, [{ method: "evm_mine", params: [] }]);
    const time = performance.now() - start;
    const [block] = await call(url, [{ method: "eth_getBlockByNumber", params: ["latest", false] }]);
    const { transactions, gasUsed } = block as { transactions: string[]; gasUsed: string };
    if (transactions.length !== raws.length) {
      const problem = `anvil included ${transactions.length} of ${raws.length} transactions`;
      throw new ProtocolError("BENCH_INVALID", { problem });
    }
    return { time, gasUsed: BigInt(gasUsed) };
  } finally {
    anvil.kill();
    rmSync(folder, { recursive: true });
  }
}

function argumentsOf(genesis: string): string[] {
  const { chainId, baseFee, genesisTime } = benchChain;
  return [
    ...[
      "--port",
      "0",
      "--hardfork",
      "osaka",
      "--chain-id",
      String(chainId),
      "--no-mining",
      "--order",
      "fifo",
    ],
    ...["--init", genesis, "--timestamp", String(genesisTime), "--block-base-fee-per-gas", String(baseFee)],
    ...["--disable-block-gas-limit", "--accounts", "1", "--prune-history"],
  ];
}

function genesisOf(accounts: ReadonlyMap<Hex, CaseAccount>): unknown {
  const alloc = Object.fromEntries(
    Array.from(accounts, ([address, { nonce, balance, code, storage }]) => [
      address,
      {
        nonce: hex(nonce),
        balance: hex(balance),
        code: toHex(code),
        storage: Object.fromEntries(Array.from(storage, ([key, value]) => [word(key), word(value)])),
      },
    ]),
  );
  const { chainId, baseFee, genesisTime } = benchChain;
  return {
    config: { chainId },
    nonce: "0x0",
    timestamp: hex(genesisTime),
    extraData: "0x",
    gasLimit: "0xffffffff",
    difficulty: "0x0",
    mixHash: word(0n),
    coinbase: `0x${"00".repeat(20)}`,
    baseFeePerGas: hex(baseFee),
    alloc,
  };
}

const hex = (value: bigint): Hex => `0x${value.toString(16)}`;
const word = (value: bigint): Hex => `0x${value.toString(16).padStart(64, "0")}`;

/** Where it listens, once it does. */
function urlOf(anvil: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const refuse = (): void => reject(new ProtocolError("BENCH_INVALID", { problem: "anvil did not start" }));
    const timer = setTimeout(refuse, startLimit);
    anvil.once("exit", refuse);
    if (anvil.stdout === null) return;
    createInterface({ input: anvil.stdout }).on("line", (line) => {
      const address = /Listening on (\S+)/.exec(line)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      anvil.off("exit", refuse);
      resolve(`http://${address}`);
    });
  });
}

async function sendAll(url: string, raws: readonly Uint8Array[]): Promise<void> {
  for (let from = 0; from < raws.length; from += perMessage) {
    const part = raws.slice(from, from + perMessage);
    await call(
      url,
      part.map((raw) => ({ method: "eth_sendRawTransaction", params: [toHex(raw)] })),
    );
  }
}

/** Calls by JSON-RPC, all in one message. @returns The results in order. @throws BENCH_INVALID */
async function call(
  url: string,
  calls: readonly { readonly method: string; readonly params: readonly unknown[] }[],
): Promise<unknown[]> {
  const body = JSON.stringify(calls.map((one, id) => ({ jsonrpc: "2.0", id, ...one })));
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  const answers = (await response.json()) as { id: number; result?: unknown; error?: { message: string } }[];
  return answers
    .toSorted((a, b) => a.id - b.id)
    .map(({ result, error }) => {
      if (error === undefined) return result;
      throw new ProtocolError("BENCH_INVALID", { problem: `anvil: ${error.message}` });
    });
}
