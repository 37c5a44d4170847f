/**
 * What circuits/keys holds of a circuit.
 * @param sourceHash Of the circuit, as in circuits/compiled.
 * @param target What bb proves for.
 * @param isInsecure Whether the key is for the development SRS.
 * @param key As bb writes it, in base64.
 */
export interface VerificationKey {
  readonly sourceHash: string;
  readonly target: string;
  readonly isInsecure: boolean;
  readonly key: string;
}
