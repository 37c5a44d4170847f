import { ProtocolError } from "@muniment/protocol";
import { parseArgs } from "node:util";
import type { BenchArguments } from "./BenchArguments.js";

const options = {
  json: { type: "boolean", default: false },
  strict: { type: "boolean", default: false },
  case: { type: "string", multiple: true, default: [] as string[] },
  variant: { type: "string", multiple: true, default: [] as string[] },
  profile: { type: "string" },
} as const;

const expected = "[NAME] [--json] [--strict] [--case CASE]… [--variant VARIANT]… [--profile CASE]";

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
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
 * @throws ARGUMENT_INVALID
 */
export function parseBenchArguments(args: readonly string[]): BenchArguments {
  const { values, positionals } = parse(args);
  if (positionals.length > 1) {
    throw new ProtocolError("ARGUMENT_INVALID", { value: positionals.join(" "), option: "bench", expected });
  }
  return {
    name: positionals[0],
    isJson: values.json,
    isStrict: values.strict,
    cases: values.case,
    variants: values.variant,
    profile: values.profile,
  };
}
