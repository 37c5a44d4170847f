import type { Logger } from "pino";
import type { ServiceClock } from "./ServiceOptions.js";
import type { SettlementService } from "./SettlementService.js";
import { troubleOf } from "./troubleOf.js";

/**
 * Ticks until it is told to stop. What cut a tick short, as L1 does that does not answer, is tried again with the next one.
 * @param interval Milliseconds between two ticks.
 */
export async function runService(
  service: Pick<SettlementService, "tick">,
  { clock, interval, signal, log }: RunOptions,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await service.tick();
    } catch (error) {
      const { code, context } = troubleOf(error);
      log.warn({ code, problem: context["problem"] }, "a tick was cut short");
    }
    await pause(clock, interval, signal);
  }
}

export interface RunOptions {
  readonly clock: ServiceClock;
  readonly interval: number;
  readonly signal: AbortSignal;
  readonly log: Logger;
}

function pause(clock: ServiceClock, interval: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = (): void => {
      cancel();
      resolve();
    };
    const cancel = clock.after(interval, () => {
      // The signal outlives each pause.
      signal.removeEventListener("abort", stop);
      resolve();
    });
    signal.addEventListener("abort", stop, { once: true });
  });
}
