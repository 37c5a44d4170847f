import {
  connectPredeploys,
  connectRollup,
  decodeRevert,
  type DepositStatus,
  getDepositStatus,
  getWithdrawalStatus,
  MunimentRpc,
  type PredeployContracts,
  type RollupContracts,
  sendCall,
  type WithdrawalStatus,
  type Call,
} from "@muniment/sdk";
import type { Signer, TransactionReceipt } from "ethers";
import hre from "hardhat";
import type { Connection } from "../../../../tasks/context/Connection.js";
import { Devnet, type DevnetOptions } from "../../../../tasks/devnet/Devnet.js";
import { Anvil } from "../../../helpers/Anvil.js";
import { RecordedOutput } from "../../../helpers/RecordedOutput.js";
import { inBlocks } from "./inBlocks.js";
import { wait } from "./wait.js";

/** Milliseconds between two blocks of L1 to which nobody sends anything. */
const l1Interval = 500;

/** A devnet whose L1 is a process of anvil with the rules of Osaka, and what the SDK makes of it. */
export class AnvilDevnet {
  readonly anvil: Anvil;
  readonly devnet: Devnet;
  /** Hardhat's connections to L1 and to the node. */
  readonly one: Connection;
  readonly two: Connection;
  readonly rollup: RollupContracts;
  readonly predeployed: PredeployContracts;
  readonly rpc: MunimentRpc;
  readonly #mining: NodeJS.Timeout;

  private constructor(anvil: Anvil, devnet: Devnet, two: Connection) {
    this.anvil = anvil;
    this.devnet = devnet;
    this.one = devnet.l1.connection;
    this.two = two;
    this.rollup = connectRollup(devnet.manifest, this.one.ethers.provider);
    this.predeployed = connectPredeploys(two.ethers.provider);
    this.rpc = new MunimentRpc(two.ethers.provider);
    // Anvil makes a block for each transaction; others come as time goes by.
    this.#mining = setInterval(() => {
      anvil.call("evm_mine").catch(() => undefined);
    }, l1Interval);
  }

  static async start(options: Partial<DevnetOptions> = {}): Promise<AnvilDevnet> {
    const anvil = await Anvil.start("osaka", 1_000_000_000n, { chainId: 31_337, accounts: 40 });
    try {
      const devnet = await Devnet.start({
        ...{ hre, output: new RecordedOutput(), l1Url: anvil.url, port: 0 },
        ...options,
      });
      return new AnvilDevnet(anvil, devnet, inBlocks(await devnet.connect(hre)));
    } catch (error) {
      anvil.stop();
      throw error;
    }
  }

  /** Sends calls as somebody; the receipt of the last one. */
  async send(sender: Signer, calls: Call | readonly Call[]): Promise<TransactionReceipt> {
    let receipt: TransactionReceipt | undefined;
    for (const call of "to" in calls ? [calls] : calls) receipt = await sendCall(sender, call);
    if (receipt === undefined) throw new TypeError("nothing to send");
    return receipt;
  }

  /** Name of the error with which a transaction of L1 was refused. */
  async refusalIn(transaction: string): Promise<string | undefined> {
    const trace = await this.anvil.call<{ output: string }>("debug_traceTransaction", transaction, {
      tracer: "callTracer",
    });
    return decodeRevert({ data: trace.output })?.name;
  }

  /** What became of the only item that a transaction of L1 queued. */
  async deposit(hash: string): Promise<DepositStatus> {
    const { rollup, one, two } = this;
    const chains = { rollup, l1: one.ethers.provider, l2: two.ethers.provider };
    return (await getDepositStatus(chains, hash))[0] as DepositStatus;
  }

  /** What became of the only message that a transaction of L2 sent. */
  async withdrawal(hash: string): Promise<WithdrawalStatus> {
    const { rollup, two, rpc } = this;
    return (await getWithdrawalStatus({ rollup, l2: two.ethers.provider, rpc }, hash))[0] as WithdrawalStatus;
  }

  /** Waits until an item that a transaction of L1 queued is in a block of L2. */
  async arrival(hash: string): Promise<DepositStatus> {
    return wait(`the item of ${hash}`, async () => {
      const deposit = await this.deposit(hash);
      return deposit.status === "QUEUED" ? undefined : deposit;
    });
  }

  /** Waits until a withdrawal is FINAL on L1. */
  async final(hash: string): Promise<WithdrawalStatus> {
    return wait(`the message of ${hash}`, async () => {
      const withdrawal = await this.withdrawal(hash);
      return withdrawal.status === "FINAL" ? withdrawal : undefined;
    });
  }

  async close(): Promise<void> {
    clearInterval(this.#mining);
    try {
      await this.two.close();
      await this.devnet.close();
    } finally {
      this.anvil.stop();
    }
  }
}
