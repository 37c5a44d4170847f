import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

/** An `anvil` of one hard fork, spoken to over JSON-RPC. */
export class Anvil {
  readonly #child: ChildProcess;
  /** Where it listens. */
  readonly url: string;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** Starts one on a free port and waits until it listens. */
  static async start(
    fork: string,
    baseFee: bigint,
    { chainId = 1, accounts = 0 }: { readonly chainId?: number; readonly accounts?: number } = {},
  ): Promise<Anvil> {
    const architecture = process.arch === "x64" ? "amd64" : process.arch;
    const bin = createRequire(import.meta.url).resolve(
      `@foundry-rs/anvil-${process.platform}-${architecture}/bin/anvil`,
    );
    const options = [
      "--hardfork",
      fork,
      "--chain-id",
      chainId.toString(),
      "--port",
      "0",
      "--accounts",
      accounts.toString(),
      "--gas-limit",
      "30000000",
    ];
    const fees = [
      "--block-base-fee-per-gas",
      baseFee.toString(),
      "--disable-min-priority-fee",
      "--number",
      "9",
    ];
    // Anvil leaves EIP-7825 out unless it is asked for, and then applies it under every fork.
    const limits = fork === "osaka" ? ["--enable-tx-gas-limit"] : [];
    const child = spawn(bin, [...options, ...fees, ...limits], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const address = /Listening on (\S+)/.exec(line)?.[1];
      if (address !== undefined) return new Anvil(child, `http://${address}`);
    }
    return assert.fail("anvil ended before it listened");
  }

  /** One call; an error of the node is thrown. */
  async call<T>(method: string, ...params: unknown[]): Promise<T> {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    const response = await fetch(this.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    const { result, error } = (await response.json()) as { result: T; error?: { message: string } };
    if (error !== undefined) assert.fail(`${method}: ${error.message}`);
    return result;
  }

  stop(): void {
    this.#child.kill();
  }
}
