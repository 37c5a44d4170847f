import type { z } from "zod";
import { ProtocolError } from "../errors.js";

/** Reads amounts of an already checked object, naming the field of the first that does not fit its precision. */
export function readAmounts<Name extends string, Output>(
  raw: Readonly<Record<Name, string>>,
  names: readonly Name[],
  parse: (text: string) => Output,
  context: z.RefinementCtx,
): Record<Name, Output> | undefined {
  const read = new Map<Name, Output>();
  for (const name of names) {
    try {
      read.set(name, parse(raw[name]));
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      const message = `${String(error.context["value"])}: ${String(error.context["problem"])}`;
      context.addIssue({ code: "custom", path: [name], message });
      return undefined;
    }
  }
  return Object.fromEntries(read) as Record<Name, Output>;
}
