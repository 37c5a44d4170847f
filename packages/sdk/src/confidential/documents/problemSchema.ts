import { errors, ProtocolError } from "@muniment/protocol";
import type { ErrorCode } from "@muniment/protocol";
import { z } from "zod";

/** An error as it travels from a prover to its client. */
export const problemSchema = z.object({
  code: z.custom<ErrorCode>(
    (code) => typeof code === "string" && Object.hasOwn(errors, code),
    "an unknown code",
  ),
  /** What the code's sentence names; numbers of any size as decimal text. */
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

/** See {@link problemSchema}. */
export type Problem = z.output<typeof problemSchema>;

/** Errors to JSON and back: the client throws what the prover threw. */
export const proverProblem = {
  of: ({ code, context }: ProtocolError): Problem => ({
    code,
    context: Object.fromEntries(
      Object.entries(context).map(([name, value]) => [
        name,
        typeof value === "bigint" ? value.toString() : value,
      ]),
    ),
  }),
  error: ({ code, context }: Problem): ProtocolError => new ProtocolError(code, context as never),
} as const;
