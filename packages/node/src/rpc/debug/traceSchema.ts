import { z } from "zod";
import type { TraceSettings } from "../../chain/state/trace/TraceSettings.js";
import { overridesSchema } from "../calls/overridesSchema.js";

const flag = z.nullish(z.boolean()).transform((value) => value ?? false);
const tracers = ["callTracer", ""] as const;

/** What debug_traceTransaction and debug_traceCall take besides: geth's names; those of other tracers are refused. */
export const traceSchema = z
  .nullish(
    z.object({
      tracer: z.nullish(z.enum(tracers, "a tracer is callTracer; without one every step is given")),
      tracerConfig: z.nullish(z.object({ onlyTopCall: flag, withLog: flag })),
      disableStack: flag,
      disableStorage: flag,
      enableMemory: flag,
      enableReturnData: flag,
      limit: z.nullish(z.number().int().nonnegative()),
      stateOverrides: overridesSchema,
    }),
  )
  .transform((wanted) => ({ settings: settingsOf(wanted), overrides: wanted?.stateOverrides }));

interface Wanted {
  readonly tracer?: string | null | undefined;
  readonly tracerConfig?: { readonly onlyTopCall: boolean; readonly withLog: boolean } | null | undefined;
  readonly disableStack: boolean;
  readonly disableStorage: boolean;
  readonly enableMemory: boolean;
  readonly enableReturnData: boolean;
  readonly limit?: number | null | undefined;
}

function settingsOf(wanted: Wanted | null | undefined): TraceSettings {
  if (wanted?.tracer === "callTracer") {
    const { onlyTopCall = false, withLog = false } = wanted.tracerConfig ?? {};
    return { kind: "calls", onlyTopCall, withLog };
  }
  return {
    kind: "steps",
    disableStack: wanted?.disableStack ?? false,
    disableStorage: wanted?.disableStorage ?? false,
    enableMemory: wanted?.enableMemory ?? false,
    enableReturnData: wanted?.enableReturnData ?? false,
    limit: wanted?.limit ?? 0,
  };
}
