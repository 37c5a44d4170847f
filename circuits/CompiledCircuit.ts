/**
 * What circuits/compiled holds of a circuit.
 * @param sourceHash What sourceHash says of the sources that were compiled.
 * @param compiler Version of the Noir compiler.
 * @param abi How inputs are laid out, as noir_js takes it.
 * @param bytecode The circuit, as noir_js and bb take it.
 */
export interface CompiledCircuit {
  readonly sourceHash: string;
  readonly compiler: string;
  readonly abi: unknown;
  readonly bytecode: string;
}
