/** Inputs of a circuit as noir_js takes them: numbers are texts. */
export type CircuitInput = string | boolean | readonly CircuitInput[] | CircuitInputs;

export interface CircuitInputs {
  readonly [name: string]: CircuitInput;
}
