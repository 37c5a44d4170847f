import { ProtocolError } from "@muniment/protocol";
import { parseArgs } from "node:util";
import type { ParseArgsOptionsConfig } from "node:util";
import type { BenchArguments, OwnValues } from "./BenchArguments.js";

const options = {
  json: { type: "boolean", default: false },
  strict: { type: "boolean", default: false },
  case: { type: "string", multiple: true, default: [] as string[] },
  variant: { type: "string", multiple: true, default: [] as string[] },
  profile: { type: "string" },
} as const;

const expected = "[NAME] [--json] [--strict] [--case CASE]… [--variant VARIANT]… [--profile CASE]";

function parse(args: readonly string[], own: ParseArgsOptionsConfig) {
  try {
    return parseArgs({ args: [...args], options: { ...own, ...options }, allowPositionals: true });
  } catch (cause) {
    throw new ProtocolError(
      "ARGUMENT_INVALID",
      { value: args.join(" "), option: "bench", expected },
      { cause },
    );
  }
}

/**
 * Reads the arguments of `npm run bench --`.
 * @param own Options that the benchmark has besides those of all.
 * @throws ARGUMENT_INVALID
 */
export function parseBenchArguments(args: readonly string[], own?: ParseArgsOptionsConfig): BenchArguments {
  const { values, positionals } = parse(args, own ?? {});
  if (positionals.length > 1) {
    throw new ProtocolError("ARGUMENT_INVALID", { value: positionals.join(" "), option: "bench", expected });
  }
  const all: OwnValues = values;
  return {
    name: positionals[0],
    isJson: values.json,
    isStrict: values.strict,
    cases: values.case,
    variants: values.variant,
    profile: values.profile,
    ...(own && { own: Object.fromEntries(Object.keys(own).map((name) => [name, all[name]])) }),
  };
}
