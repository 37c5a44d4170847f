import { L1Client } from "@muniment/derivation";
import { fromHex } from "@muniment/protocol";
import type { BlockProducer } from "@muniment/executor";
import type { Logger } from "pino";
import type { Metrics } from "../../metrics/Metrics.js";
import type { NodeOptions } from "../../NodeOptions.js";
import type { RpcContext } from "../../rpc/RpcContext.js";
import { FeeTeller } from "./FeeTeller.js";
import type { FeeTellerOptions } from "./FeeTellerOptions.js";
import { toldFeesOf } from "./toldFeesOf.js";

const defaultInterval = 4_000;

/** What a node has for its teller. */
export interface TellerWorld {
  readonly context: Pick<RpcContext, "chain" | "pool" | "intake" | "submit" | "advisedTip" | "clock">;
  readonly producer: BlockProducer;
  /** The oracle's slot in the newest state. */
  readonly oracleWord: () => bigint;
  readonly metrics: Metrics;
  readonly log: Logger;
}

/**
 * Starts the teller of a node that was given the key of the oracle's operator.
 * @returns Undefined for another node.
 * @throws ARGUMENT_INVALID
 */
export function startTeller({ l1, chainId }: NodeOptions, world: TellerWorld): FeeTeller | undefined {
  if (l1?.feeOracle === undefined) return undefined;
  const { context, producer, oracleWord, metrics, log } = world;
  const { chain, pool, intake, submit, advisedTip, clock } = context;
  const options: FeeTellerOptions = {
    ...l1.feeOracle,
    ...{ chainId, pollInterval: l1.pollInterval ?? defaultInterval },
  };
  return FeeTeller.start(options, {
    ...{ l1: new L1Client(l1.provider, { attempts: 1 }), clock },
    told: () => toldFeesOf(oracleWord()),
    nonceOf: (address) => producer.runtime.accounts.standing(address).nonce,
    offer: () => ({ baseFee: chain.latest.header.baseFeePerGas, tip: advisedTip() }),
    isWaiting: (hash) => pool.get(hash) !== undefined,
    submit: async (raw) => submit(await intake.prepare(fromHex(raw))),
    onSent: (fees) => {
      const { baseFee, blobBaseFee } = fees;
      log.debug({ baseFee: String(baseFee), blobBaseFee: String(blobBaseFee) }, "L1's fees are told");
      metrics.feesSent();
    },
    onTrouble: (trouble) => log.warn({ err: trouble }, "the L1 fee oracle was not told"),
  });
}
