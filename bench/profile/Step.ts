/** One instruction of `debug_traceTransaction`. */
export interface Step {
  readonly op: string;
  readonly gas: number;
  readonly gasCost: number;
  readonly depth: number;
  readonly stack: readonly string[];
  readonly memory?: readonly string[];
}
