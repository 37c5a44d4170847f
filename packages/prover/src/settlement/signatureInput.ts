import type { OperationSignature } from "@muniment/protocol";
import type { CircuitInputs } from "./CircuitInputs.js";
import { circuitNumber } from "./circuitNumber.js";
import { scalarInput } from "./scalarInput.js";

export function signatureInput({ challenge, response }: OperationSignature): CircuitInputs {
  return { challenge: circuitNumber(challenge), response: scalarInput(response) };
}
