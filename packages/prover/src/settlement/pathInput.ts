import type { QuadPath } from "@muniment/protocol";
import type { CircuitInput, CircuitInputs } from "./CircuitInputs.js";
import { circuitNumber } from "./circuitNumber.js";

/** A path in a tree. */
export function pathInput({ index, children }: QuadPath): CircuitInputs {
  return { index: circuitNumber(index), children: childrenInput(children) };
}

/** The children of a path whose index the circuit knows. */
export function childrenInput(children: QuadPath["children"]): CircuitInput {
  return children.map((four) => four.map(circuitNumber));
}

/** A path that nobody looks at. */
export function idlePath(depth: number): QuadPath {
  return { index: 0n, children: Array.from({ length: depth }, () => [0n, 0n, 0n, 0n]) };
}
