import type { AnvilDevnet } from "../../chain/helpers/AnvilDevnet.js";

/** Where L1 shows something of a transaction. */
export type Channel = "calls" | "events" | "storage";

/** All that L1 shows of a transaction in one way, as the text of an RPC's answer: bytes are in lower-case hexadecimal. */
export interface Shown {
  readonly transaction: string;
  readonly channel: Channel;
  readonly text: string;
}

/** A call as the tracer tells of it: of what it calls too, with the logs of each. */
interface TracedCall {
  readonly to?: string;
  readonly logs?: readonly unknown[];
  readonly calls?: readonly TracedCall[];
}

/** Addresses and slots that a transaction changed, before and after. */
interface Changes {
  readonly pre: Readonly<Record<string, unknown>>;
  readonly post: Readonly<Record<string, unknown>>;
}

/**
 * What L1 shows of each transaction that touched one of some contracts: input and output of every call, events, and
 * changed storage.
 * @param touched Addresses, lower case.
 */
export async function shownOn({ anvil }: AnvilDevnet, touched: ReadonlySet<string>, fromBlock: number) {
  const last = Number(await anvil.call<string>("eth_blockNumber"));
  const shown: Shown[] = [];
  for (let number = fromBlock; number <= last; number++) {
    const { transactions } = await anvil.call<{ readonly transactions: readonly string[] }>(
      ...(["eth_getBlockByNumber", `0x${number.toString(16)}`, false] as const),
    );
    for (const transaction of transactions) {
      const trace = <T>(tracer: string, tracerConfig: object): Promise<T> =>
        anvil.call<T>("debug_traceTransaction", transaction, { tracer, tracerConfig });
      const traced = await trace<TracedCall>("callTracer", { withLog: true });
      const calls = callsOf(traced);
      const changes = await trace<Changes>("prestateTracer", { diffMode: true });
      const met = [
        ...calls.map(({ to = "" }) => to),
        ...Object.keys(changes.pre),
        ...Object.keys(changes.post),
      ];
      if (!met.some((address) => touched.has(address.toLowerCase()))) continue;
      const sent = await anvil.call("eth_getTransactionByHash", transaction);
      const receipt = await anvil.call<{ readonly logs: unknown }>("eth_getTransactionReceipt", transaction);
      const add = (channel: Channel, ...answers: readonly unknown[]): void => {
        shown.push({ transaction, channel, text: JSON.stringify(answers).toLowerCase() });
      };
      add("calls", sent, traced);
      add("events", receipt.logs, ...calls.map(({ logs = [] }) => logs));
      add("storage", changes);
    }
  }
  return shown;
}

function callsOf(traced: TracedCall): TracedCall[] {
  return [traced, ...(traced.calls ?? []).flatMap(callsOf)];
}
