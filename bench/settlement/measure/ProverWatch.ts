import { readdirSync, readFileSync } from "node:fs";
import { platform } from "node:os";
import type { ProverUse } from "../report/SettlementFigures.js";

/** Milliseconds between two looks. */
const interval = 50;
/** Of the processor time that Linux counts in, a second has so many. */
const ticks = 100;
const name = "bb";

/** Watches what the native prover, a child of this process, takes: what it took when it was seen last. */
export class ProverWatch {
  readonly #seen = new Map<string, ProverUse>();
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.#timer = setInterval(() => this.#look(), interval);
  }

  /** @returns What all that ran took; undefined when nothing was seen, as on other systems than Linux. */
  stop(): ProverUse | undefined {
    clearInterval(this.#timer);
    const uses = [...this.#seen.values()];
    if (uses.length === 0) return undefined;
    return {
      processor: uses.reduce((sum, { processor }) => sum + processor, 0),
      memory: Math.max(...uses.map(({ memory }) => memory)),
    };
  }

  #look(): void {
    if (platform() !== "linux") return;
    for (const id of readdirSync("/proc")) {
      if (!/^\d+$/.test(id)) continue;
      const use = useOf(id);
      if (use !== undefined && use.memory > 0) this.#seen.set(id, use);
    }
  }
}

function useOf(id: string): ProverUse | undefined {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, "utf8");
    // The name stands in brackets and may hold anything; what follows it begins with the state and the parent.
    const rest = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (!stat.includes(`(${name})`) || rest[1] !== String(process.pid)) return undefined;
    const [, kibibytes = "0"] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/status`, "utf8")) ?? [];
    return {
      processor: (Number(rest[11]) + Number(rest[12])) / ticks,
      memory: Number(kibibytes) * 1024,
    };
  } catch {
    // It ended meanwhile.
    return undefined;
  }
}
