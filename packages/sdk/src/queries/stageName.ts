import { stages } from "@muniment/protocol";

const NAMES = new Map<number, string>(Object.entries(stages).map(([name, number]) => [number, name]));

/** Name of a stage by its number in `contracts/types/Stage.sol`. */
export function stageName(stage: number): string {
  return NAMES.get(stage) ?? `stage ${String(stage)}`;
}
