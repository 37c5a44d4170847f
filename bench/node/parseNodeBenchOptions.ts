import { ProtocolError } from "@muniment/protocol";
import type { OwnValues } from "../cli/BenchArguments.js";
import { wholeOption } from "../cli/wholeOption.js";
import type { Transport } from "./load/Submitter.js";
import type { NodeBenchOptions } from "./NodeBenchOptions.js";

/** As `parseArgs` takes them. */
export const nodeBenchOptions = {
  transport: { type: "string", multiple: true, default: [] as string[] },
  transactions: { type: "string" },
  senders: { type: "string", default: "2000" },
  accounts: { type: "string" },
  seconds: { type: "string" },
  seed: { type: "string", default: "1" },
  quick: { type: "boolean", default: false },
  record: { type: "boolean", default: false },
} as const;

const all: readonly Transport[] = ["http", "websocket"];
const usual = { transactions: "400k", accounts: "100k", seconds: "15" } as const;
const quick = { transactions: "40k", accounts: "10k", seconds: "3" } as const;

/**
 * Reads the options of the node's benchmark.
 * @throws ARGUMENT_INVALID
 */
export function parseNodeBenchOptions(values: OwnValues): NodeBenchOptions {
  const defaults: Readonly<Record<string, string>> = values["quick"] === true ? quick : usual;
  const whole = (name: string, least: number): number =>
    wholeOption(textOf(values[name]) ?? defaults[name] ?? "", `--${name}`, least);
  const senders = whole("senders", 10);
  return {
    transports: transportsOf(values["transport"]),
    transactions: whole("transactions", 2000),
    senders,
    accounts: whole("accounts", senders),
    seconds: whole("seconds", 1),
    seed: whole("seed", 0),
    isRecorded: values["record"] === true,
  };
}

function textOf(value: OwnValues[string]): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function transportsOf(value: OwnValues[string]): readonly Transport[] {
  const wanted = Array.isArray(value) ? value.map(String) : [];
  const unknown = wanted.find((name) => !all.some((transport) => transport === name));
  if (unknown !== undefined)
    throw new ProtocolError("ARGUMENT_INVALID", {
      value: unknown,
      option: "--transport",
      expected: all.join(" or "),
    });
  return wanted.length === 0 ? all : all.filter((transport) => wanted.includes(transport));
}
