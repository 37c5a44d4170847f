/** What a workload is held to; undefined where nothing is. */
export interface Targets {
  /** Least share of the recovery-only limit of the same run. */
  readonly share?: number | undefined;
  /** Most microseconds of processor time beside recovery. */
  readonly beside?: number | undefined;
  /** Least multiple of `@ethereumjs/vm` in execution alone. */
  readonly times?: number | undefined;
  /** Most bytes of memory for each account with its slots. */
  readonly perAccount?: number | undefined;
  /** Least transactions a second on the wall. */
  readonly throughput?: number | undefined;
}

const targets: Readonly<Record<string, Targets>> = {
  // The one whose accounts have no slots.
  native: { perAccount: 200 },
  permissioned: { share: 0.7, beside: 30, times: 500 },
  erc20: { share: 0.85, times: 500 },
  mixed: { throughput: 12_000 },
};

/** @param workload Its name. */
export function targetsOf(workload: string): Targets {
  return targets[workload] ?? {};
}
